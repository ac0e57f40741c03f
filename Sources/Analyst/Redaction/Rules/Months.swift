// SPDX-License-Identifier: Apache-2.0

/// The names of the months in Tajik, Russian, Uzbek and English, with their endings.
enum Months {
  static func contains(_ skeleton: String) -> Bool {
    if short.contains(skeleton) { return true }
    return long.contains { skeleton.hasPrefix($0) && skeleton.utf8.count - $0.utf8.count <= 5 }
  }

  private static let long = [
    "январ", "феврал", "апрел", "август", "сентябр", "октябр", "ноябр", "декабр", "yanvar",
    "fevral", "avgust", "sentabr", "oktabr", "noyabr", "sentyabr", "oktyabr", "dekabr", "january",
    "february", "april", "august", "september", "october", "november", "december", "сентабр",
    "октабр", "нояб",
  ].map { Skeleton.of($0) }

  /// Short names would be found in other words, so each of their forms is listed.
  private static let short = Set(
    """
    март марта марте марту мартом марти мартро марта mart marta marte marti martda martning martdan
    май мая мае маю маем майи майро may maya mae mayda mayning maydan mayi майда
    июн июнь июня июне июню июнем июни iyun iyunda iyunya iyune iyundan iyunning июнда
    июл июль июля июле июлю июлем июли iyul iyulda iyulya iyule iyuldan iyulning июлда
    march june july jan feb mar apr jun jul aug sep sept oct nov dec
    янв фев мар апр авг сен сент окт ноя дек
    """.split { $0.isWhitespace }.map { Skeleton.of(String($0)) })
}
