// SPDX-License-Identifier: Apache-2.0

/// The regions and countries that a redacted text may name, by the sections of the lists.
///
/// Each has more than 200,000 people, so that it fits many. A section that is not named here, such
/// as the city of Dushanbe, tells nothing.
enum PlaceRegions {
  /// The name of a section; nil for one that is never told.
  static func name(of section: String) -> String? { names[section] }

  /// Whether it is a name of ours and so no word of a writer's; letters are small.
  static func isName(_ words: String) -> Bool { folded.contains(words) }

  /// The country that a section of `places.txt` names, beside `elsewhere`, a language or `rare`.
  static func country(_ section: String) -> String? {
    let words = section.split(separator: " ").filter { $0.count > 2 && !unnamed.contains($0) }
    return words.last.map(String.init)
  }

  /// What two sections with the same name in them have in common; nil when they contradict.
  static func common(_ one: String, _ other: String) -> String? {
    if one == other || one.hasPrefix(other + " ") { return one }
    return other.hasPrefix(one + " ") ? other : nil
  }

  private static let unnamed: Set<Substring> = ["rare", "elsewhere"]
  private static let folded = Set(names.values.map { $0.lowercased() })

  // A whole replacement has at most 48 letters, or ThematicCoding takes it for a writer's words.
  private static let names = [
    "tajikistan sughd": "Sughd", "tajikistan khatlon": "Khatlon", "tajikistan gbao": "Badakhshan",
    "tajikistan drs": "Districts of Republican Subordination",
    "uzbekistan": "Uzbekistan", "uzbekistan tashkent-city": "Uzbekistan",
    "uzbekistan andijan": "Andijan region",
    "uzbekistan bukhara": "Bukhara region", "uzbekistan fergana": "Fergana region",
    "uzbekistan jizzakh": "Jizzakh region", "uzbekistan karakalpakstan": "Karakalpakstan",
    "uzbekistan kashkadarya": "Kashkadarya region", "uzbekistan khorezm": "Khorezm region",
    "uzbekistan namangan": "Namangan region", "uzbekistan navoi": "Navoi region",
    "uzbekistan samarkand": "Samarkand region", "uzbekistan surkhandarya": "Surkhandarya region",
    "uzbekistan syrdarya": "Syrdarya region", "uzbekistan tashkent": "Tashkent region",
    "russia": "Russia", "kazakhstan": "Kazakhstan", "kyrgyzstan": "Kyrgyzstan",
    "turkey": "Turkey", "emirates": "the United Arab Emirates", "qatar": "Qatar",
    "saudi": "Saudi Arabia", "bahrain": "Bahrain", "oman": "Oman", "kuwait": "Kuwait",
  ]
}
