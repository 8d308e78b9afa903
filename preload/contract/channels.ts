/** The two channels between Electron's page and main. No other message crosses. */
export const requestChannel = 'nagare.request';
export const eventChannel = 'nagare.event';
