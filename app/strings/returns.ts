export const title = "Returns and repair";
export const lead = "Sixty days to send it back, in the state in which you would like to receive it.";
export const sections = [
  {
    title: "Sending back",
    text: [
      "Write to us with the order number and put the thing in the post. We pay the way back within Ireland; from elsewhere you do. The money goes back the way it came, within five working days of the parcel reaching us.",
    ],
  },
  {
    title: "Mending",
    text: [
      "Most of what we sell can be mended, and we keep what that takes: wicks, globes, handles, buckles, thread, wax. Tell us what broke. Small repairs are free for as long as you own the thing; for the rest we name a price before we begin.",
    ],
  },
  {
    title: "When it arrives broken",
    text: ["Send a picture. We replace it, and you need not send the pieces back."],
  },
] as const;
