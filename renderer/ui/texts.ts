/** Words of the shared parts. */
const en = {
  remove: (token: string) => `Remove ${token}`,
  typeMore: 'There are more: type a part of the name.',
  noMatch: 'Nothing matches.',
  search: 'Search',
};

const ja: typeof en = {
  remove: (token) => `${token} を削除`,
  typeMore: 'ほかにもあります。名前の一部を入力してください。',
  noMatch: '一致するものがありません。',
  search: '検索',
};

export const texts = { en, ja } as const;
