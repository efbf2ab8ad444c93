#include "sheet/table.hpp"

#include <utility>

namespace diemcau::sheet {

FaultText text_of(TableFault::Code code) {
  using enum TableFault::Code;
  switch (code) {
    case file_too_large:
      return {"file_too_large", "Tệp lớn quá 8 MiB. Hãy chia thành nhiều tệp nhỏ hơn.",
              "The file is larger than 8 MiB. Split it into smaller ones."};
    case not_utf8:
      return {"not_utf8", "Tệp không phải văn bản UTF-8. Trong Excel hãy lưu dạng \"CSV UTF-8\" hoặc \".xlsx\".",
              "The file is not UTF-8 text. In Excel, save it as \"CSV UTF-8\" or as \".xlsx\"."};
    case broken_quotes:
      return {"broken_quotes", "Dấu ngoặc kép không khớp. Hãy sửa ô có dấu ngoặc kép, hoặc dùng tệp .xlsx.",
              "The quotation marks do not match. Correct the cell that has them, or use an .xlsx file."};
    case not_a_workbook:
      return {"not_a_workbook", "Tệp không phải bảng tính .xlsx đọc được. Hãy mở bằng Excel, bỏ mật khẩu và lưu lại.",
              "The file is no .xlsx workbook that can be read. Open it in Excel, remove any password, save it again."};
    case unpacks_too_large:
      return {"unpacks_too_large", "Bảng tính giải nén ra quá lớn. Hãy chép riêng phần danh sách sang tệp mới.",
              "The workbook unpacks to too much. Copy the list alone into a new file."};
    case too_many_rows:
      return {"too_many_rows", "Bảng có hơn 50.000 dòng. Hãy chia thành nhiều tệp.",
              "The table has more than 50,000 rows. Split it into several files."};
    case too_many_columns:
      return {"too_many_columns", "Bảng có hơn 32 cột. Hãy xóa các cột thừa.",
              "The table has more than 32 columns. Delete those that are not needed."};
    case cell_too_long:
      return {"cell_too_long", "Có ô dài quá 4.096 byte. Hãy rút ngắn nội dung ô đó.",
              "A cell is longer than 4,096 bytes. Shorten it."};
    case text_too_long:
      return {"text_too_long", "Nội dung bảng quá lớn. Hãy chia thành nhiều tệp.",
              "The table holds too much text. Split it into several files."};
  }
  return {};
}

bool TableBuilder::put(std::size_t row, std::size_t column, std::string_view text) {
  using enum TableFault::Code;
  if (fault_ || text.empty()) {
    return !fault_;
  }
  if (row >= kMaxRows) {
    return fail(too_many_rows, row + 1);
  }
  if (column >= kMaxColumns) {
    return fail(too_many_columns, row + 1);
  }
  if (text.size() > kMaxCellBytes) {
    return fail(cell_too_long, row + 1);
  }
  text_bytes_ += text.size();
  if (text_bytes_ > kMaxTextBytes) {
    return fail(text_too_long, row + 1);
  }
  if (table_.size() <= row) {
    table_.resize(row + 1);
  }
  Row& cells = table_[row];
  if (cells.size() <= column) {
    cells.resize(column + 1);
  }
  cells[column] = text;
  return true;
}

bool TableBuilder::fail(TableFault::Code code, std::size_t row) {
  if (!fault_) {
    fault_ = TableFault{code, row};
  }
  return false;
}

TableResult TableBuilder::take() {
  if (fault_) {
    return failure(*fault_);
  }
  return std::move(table_);
}

}  // namespace diemcau::sheet
