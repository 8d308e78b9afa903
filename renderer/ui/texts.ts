/** Words of the shared parts. */
const en = {
  remove: (token: string) => `Remove ${token}`,
  noMatch: 'Nothing matches.',
  search: 'Search',
};

const ja: typeof en = {
  remove: (token) => `${token} を削除`,
  noMatch: '一致するものがありません。',
  search: '検索',
};

export const texts = { en, ja } as const;
