/** Resolves once updates are followed. */
export const { promise: updatesFollowed, resolve: tellFollowed } = Promise.withResolvers<void>();
