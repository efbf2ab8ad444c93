export const login = {
  login: {
    heading: "Đăng nhập",
    name: "Tên tài khoản",
    password: "Mật khẩu",
    enter: "Đăng nhập",
    leave: "Đăng xuất",
    wrong: "Tên tài khoản hoặc mật khẩu không đúng. Nhập lại rồi bấm Đăng nhập.",
    tooMany: "Đã thử quá nhiều lần. Chờ vài phút rồi thử lại.",
    needName: "Nhập tên tài khoản.",
    needPassword: "Nhập mật khẩu.",
  },
};
