/**
 * Servers that help devices of one cart to reach each other across routers (STUN and TURN; Y3). Without any they meet in one
 * network only, and nobody outside the shop learns of them. Not in `shop.config.ts`, which every page loads.
 */
export const ICE_SERVERS: RTCIceServer[] = [];
