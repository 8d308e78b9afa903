import { useTexts } from '../i18n/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { texts } from './texts.ts';

export function DrawAgain({ onPress }: { readonly onPress: () => void }) {
  return <Button onPress={onPress}>{useTexts(texts).tryAgain}</Button>;
}
