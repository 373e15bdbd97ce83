#include "engine/portal/components/icons.h"

namespace sen::portal::components {
namespace {

constexpr html::Literal drawing(Icon which) {
  switch (which) {
    case Icon::Search:
      return "<circle cx=\"10.5\" cy=\"10.5\" r=\"6.5\"/><path d=\"M20.5 20.5 15.4 15.4\"/>";
    case Icon::Globe:
      return "<circle cx=\"12\" cy=\"12\" r=\"8.5\"/><path d=\"M3.5 12h17M12 3.5c-5 5-5 12 0 17 5-5 5-12 0-17\"/>";
    case Icon::Link:
      return "<path d=\"M10 14a4 4 0 0 0 5.7 0l3.3-3.3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0L5 13.3a4 4 0 0 0 "
             "5.7 5.7l1-1\"/>";
    case Icon::Share:
      return "<path d=\"M12 15V4m0 0L8.5 7.5M12 4l3.5 3.5M5 12v7h14v-7\"/>";
    case Icon::Print:
      return "<path d=\"M7 8V4h10v4M7 17H4.5V8h15v9H17M7 14h10v6H7z\"/>";
    case Icon::Download:
      return "<path d=\"M12 4v11m0 0-4-4m4 4 4-4M5 19.5h14\"/>";
    case Icon::Feed:
      return "<path d=\"M5 5a14 14 0 0 1 14 14M5 11a8 8 0 0 1 8 8\"/><circle cx=\"6\" cy=\"18\" r=\"1.2\"/>";
    case Icon::Clock:
      return "<circle cx=\"12\" cy=\"12\" r=\"8.5\"/><path d=\"M12 7v5.3l3.4 2\"/>";
    case Icon::Alert:
      return "<path d=\"M12 4 21 19.5H3z\"/><path d=\"M12 10v4.5m0 2.3v.1\"/>";
    case Icon::Check:
      return "<path d=\"M12 3.5 19 6v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6z\"/><path d=\"m8.8 11.8 2.3 2.3 4.2-4.3\"/>";
    case Icon::Picture:
      return "<rect x=\"3.5\" y=\"5\" width=\"17\" height=\"14\" rx=\"1.5\"/><circle cx=\"9\" cy=\"10\" "
             "r=\"1.6\"/><path d=\"m4 18 "
             "5.5-4.5 3 2.3 3-3.3 5 5\"/>";
    case Icon::Play:
      return "<circle cx=\"12\" cy=\"12\" r=\"8.5\"/><path d=\"M10 8.5v7l5.5-3.5z\"/>";
    case Icon::Chart:
      return "<path d=\"M4 4v16h16M8 16v-4m4 4V8m4 8v-6\"/>";
    case Icon::Pin:
      return "<path d=\"M12 21c-4-5-6.5-8-6.5-11.2a6.5 6.5 0 0 1 13 0C18.5 13 16 16 12 21z\"/><circle cx=\"12\" "
             "cy=\"10\" "
             "r=\"2.3\"/>";
    case Icon::Arrow:
      return "<path d=\"M5 12h13m-5-5.5 5.5 5.5-5.5 5.5\"/>";
    case Icon::Mail:
      return "<rect x=\"3.5\" y=\"5.5\" width=\"17\" height=\"13\" rx=\"1.5\"/><path d=\"m4 7 8 6 8-6\"/>";
    case Icon::Book:
      return "<path d=\"M12 6.5C10 5 7 4.5 4 4.5v13c3 0 6 .5 8 2 2-1.5 5-2 8-2v-13c-3 0-6 .5-8 2zm0 0v13\"/>";
    case Icon::Flag:
      return "<path d=\"M6 21V4h11l-2 4 2 4H6\"/>";
  }
  return "";
}

}  // namespace

void icon(html::Writer& w, Icon which) {
  w << "<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\">" << drawing(which)
    << "</svg>";
}

void mark(html::Writer& w) {
  w << "<svg class=\"mark\" viewBox=\"0 0 48 48\" width=\"44\" height=\"44\" aria-hidden=\"true\" focusable=\"false\">"
       "<g class=\"m1\"><path d=\"M24 38C13 38 5 32 3 22c8 0 16 5 21 16z\"/><path d=\"M24 38c11 0 19-6 21-16-8 0-16 "
       "5-21 16z\"/></g>"
       "<g class=\"m2\"><path d=\"M24 38C15 34 10 25 12 13c7 4 12 13 12 25z\"/><path d=\"M24 38c9-4 14-13 12-25-7 4-12 "
       "13-12 25z\"/></g>"
       "<path class=\"m3\" d=\"M24 38c-6-7-8-19 0-31 8 12 6 24 0 31z\"/>"
       "<path class=\"m4\" d=\"M8 42c5-2.5 8 2 12.5.5S29 40 33 42s5 .5 7 0\"/></svg>";
}

}  // namespace sen::portal::components
