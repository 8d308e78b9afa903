/** Words of the shared parts. */
const en = {
  remove: (token: string) => `Remove ${token}`,
  removeAll: (n: number, label: string) => `Remove all ${n}: ${label}`,
  typeMore: 'There are more: type a part of the name.',
  noMatch: 'Nothing matches.',
  search: 'Search',
};

const ja: typeof en = {
  remove: (token) => `${token} を削除`,
  removeAll: (n, label) => `${label}の ${n} 件をすべて削除`,
  typeMore: 'ほかにもあります。名前の一部を入力してください。',
  noMatch: '一致するものがありません。',
  search: '検索',
};

export const texts = { en, ja } as const;
