#include "server/account_problem.hpp"

#include <chrono>
#include <string>
#include <utility>

namespace diemcau::server {
namespace {

Problem password_problem(std::string detail_vi, std::string detail_en) {
  return {Problem::Kind::unprocessable, "invalid_password", std::move(detail_vi), std::move(detail_en)};
}

}  // namespace

Problem not_signed_in() {
  return {Problem::Kind::unauthorized, "not_signed_in",
          "Bạn chưa đăng nhập, hoặc phiên làm việc đã hết. Hãy đăng nhập.",
          "You are not signed in, or your session has ended. Sign in."};
}

Problem login_refused() {
  return {Problem::Kind::unauthorized, "login_refused",
          "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra rồi thử lại.",
          "The name or the password is wrong. Check both and try again."};
}

Problem wrong_password() {
  return {Problem::Kind::forbidden, "wrong_password", "Mật khẩu hiện tại không đúng. Hãy kiểm tra rồi thử lại.",
          "The present password is wrong. Check it and try again."};
}

Problem too_many_attempts(Duration wait) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
  const std::string text = std::to_string(seconds);
  return {Problem::Kind::too_many, "too_many", "Đã thử sai quá nhiều lần. Hãy đợi " + text + " giây rồi thử lại.",
          "There were too many wrong attempts. Wait " + text + " s, then try again.",
          static_cast<std::uint32_t>(seconds)};
}

Problem not_administrator() {
  return {Problem::Kind::forbidden, "not_permitted", "Chỉ người quản trị được quản lý tài khoản.",
          "Only administrators manage accounts."};
}

Problem no_such_account() {
  return {Problem::Kind::not_found, "no_such_account", "Không có tài khoản này. Hãy tải lại danh sách.",
          "There is no such account. Load the list again."};
}

Problem account_exists() {
  return {Problem::Kind::conflict, "account_exists", "Đã có tài khoản mang tên này. Hãy chọn tên khác.",
          "There is an account of this name. Choose another one."};
}

Problem last_administrator() {
  return {Problem::Kind::conflict, "last_administrator",
          "Đây là người quản trị cuối cùng. Hãy thêm một người quản trị khác trước.",
          "This is the last administrator. Add another one first."};
}

Problem too_many_accounts() {
  return {Problem::Kind::too_many, "too_many", "Đã có số tài khoản tối đa. Hãy xóa những tài khoản không dùng nữa.",
          "There are as many accounts as there may be. Remove those that nobody uses."};
}

Problem invalid_account_name() {
  return {Problem::Kind::unprocessable, "invalid_account_name",
          "Tên đăng nhập gồm 2 đến 32 chữ cái không dấu, chữ số và dấu gạch nối ở giữa, ví dụ: tran-an.",
          "A name has 2 to 32 letters without marks, digits, and single hyphens between them, as in tran-an."};
}

Problem invalid_password(auth::PasswordFault fault) {
  const std::string least = std::to_string(auth::kMinPasswordCharacters);
  const std::string most = std::to_string(auth::kMaxPasswordBytes);
  switch (fault) {
    case auth::PasswordFault::too_short:
      return password_problem("Mật khẩu quá ngắn: cần ít nhất " + least + " ký tự. Một câu dễ nhớ là tốt nhất.",
                              "The password is too short: at least " + least + " characters. A sentence is best.");
    case auth::PasswordFault::too_long:
      return password_problem("Mật khẩu quá dài: tối đa " + most + " byte.",
                              "The password is too long: at most " + most + " bytes.");
    case auth::PasswordFault::not_text:
      return password_problem(
          "Mật khẩu có ký tự không gõ lại được. Chỉ dùng chữ, số, dấu và khoảng trắng.",
          "The password has characters that cannot be typed. Use letters, digits, marks and spaces.");
  }
  return password_problem("Mật khẩu không dùng được.", "The password cannot be used.");
}

}  // namespace diemcau::server
