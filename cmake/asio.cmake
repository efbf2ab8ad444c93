# `asio`: Boost.Asio and Boost.Beast, compiled once, with the same definitions for everybody who includes them (others
# would see other layouts of the same classes).
add_library(asio STATIC ${CMAKE_CURRENT_LIST_DIR}/asio_sources.cpp)
target_compile_definitions(asio PUBLIC BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION
                                       BOOST_ASIO_NO_DEPRECATED)
target_link_libraries(asio PUBLIC Boost::headers OpenSSL::SSL OpenSSL::Crypto Threads::Threads)
