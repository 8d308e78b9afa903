/** Line icons on a 20 x 20 field, 1.5 px strokes in the text's colour. Always beside a word or inside something named. */
import './icon.css';

const paths = {
  search: ['M13.5 8.5a5 5 0 1 1-10 0 5 5 0 0 1 10 0Z', 'M12.5 12.5 17 17'],
  download: ['M10 3.5v9M6.5 9 10 12.5 13.5 9', 'M4 12v4h12v-4'],
  history: ['M3 10a7 7 0 1 0 2.2-5.1M3 3v3.5h3.5', 'M10 6v4l2.8 1.8'],
  setup: ['M3.5 5.5h13M3.5 10h13M3.5 14.5h6', 'm12 14.5 1.8 1.8 3.4-3.6'],
  tools: [
    'M12.6 3.6a4 4 0 0 0-4.9 5.1l-4.3 4.3a1.6 1.6 0 0 0 0 2.3l1.3 1.3a1.6 1.6 0 0 0 2.3 0l4.3-4.3a4 4 0 0 0 5.1-4.9l-2.4 2.4-2.7-1.1-1.1-2.7Z',
  ],
  settings: [
    'M12.5 10a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z',
    'M10 2.5v2M10 15.5v2M2.5 10h2M15.5 10h2M4.7 4.7l1.4 1.4M13.9 13.9l1.4 1.4M4.7 15.3l1.4-1.4M13.9 6.1l1.4-1.4',
  ],
  down: ['m5 7.5 5 5 5-5'],
  up: ['m5 12.5 5-5 5 5'],
  right: ['m7.5 5 5 5-5 5'],
  left: ['m12.5 5-5 5 5 5'],
  close: ['m5.5 5.5 9 9M14.5 5.5l-9 9'],
  check: ['m4.5 10.5 3.5 3.5 7.5-8'],
  plus: ['M10 4.5v11M4.5 10h11'],
  folder: ['M3 6.5V15a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V7.5a1 1 0 0 0-1-1h-6.5L8 4.5H4a1 1 0 0 0-1 1Z'],
  table: ['M3.5 4.5h13v11h-13zM3.5 8.5h13M8.5 8.5v7'],
  note: ['M4.5 3.5h11v13h-11z', 'M7.5 7.5h5M7.5 10.5h5M7.5 13.5h3'],
  file: ['M5.5 3h6l3 3v11h-9zM11.5 3v3h3'],
  copy: ['M7.5 7.5h8v8h-8z', 'M12.5 7.5v-3h-8v8h3'],
  edit: ['M4 16l.7-3L13 4.7l2.3 2.3L7 15.3Z'],
  trash: ['M4 6h12M8 6V4.5h4V6M5.5 6l.7 10h7.6l.7-10M8.3 9v4M11.7 9v4'],
  rerun: ['M16 10a6 6 0 1 1-1.8-4.3M16 3.5V7h-3.5'],
  export: ['M10 12.5V3.5M6.5 7 10 3.5 13.5 7', 'M4 12v4h12v-4'],
  filter: ['M3.5 5h13L11.5 11v4.5l-3 1.5v-6Z'],
  columns: ['M3.5 4.5h13v11h-13zM8 4.5v11M12.2 4.5v11'],
  sortUp: ['M10 15.5v-11M6 8.5l4-4 4 4'],
  sortDown: ['M10 4.5v11M6 11.5l4 4 4-4'],
  warning: ['M10 3.5 17.5 16h-15ZM10 8.5v3.5M10 14v.1'],
  info: ['M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z', 'M10 9.5V13M10 7v.1'],
  pin: ['M7 3.5h6M8 3.5v5L5.5 12h9L12 8.5v-5M10 12v5'],
  more: ['M5 10h.1M10 10h.1M15 10h.1'],
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="ui-icon" viewBox="0 0 20 20" width={size} height={size} aria-hidden="true" focusable="false">
      {paths[name].map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}
