export const director = {
  director: {
    take: "Lên hình",
    mute: "Tắt tiếng",
    unmute: "Cho phép tiếng",
  },
};
