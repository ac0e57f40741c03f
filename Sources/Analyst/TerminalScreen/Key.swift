// SPDX-License-Identifier: Apache-2.0

/// What somebody pressed.
public enum Key: Equatable, Sendable {
  /// A letter, digit or sign, with its marks.
  case character(Character)
  /// A letter while Control is held; small letters only.
  case control(Character)
  /// Text that was pasted: one line, without control characters.
  case pasted(String)
  case enter, escape, backspace, delete, tab
  case up, down, left, right, pageUp, pageDown, home, end
  /// A key that means nothing here.
  case unknown
}

extension Key {
  /// The key by its place on the keyboard, so that commands work while a Cyrillic layout is on.
  ///
  /// The Tajik and Uzbek layouts keep the places of the Russian one.
  public var command: Key {
    guard case .character(let character) = self, let latin = Self.places[character] else {
      return self
    }
    return .character(latin)
  }

  private static let places: [Character: Character] = {
    let cyrillic = "йцукенгшщзфывапролдячсмитьЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ.,"
    let latin = "qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM/?"
    return Dictionary(uniqueKeysWithValues: zip(cyrillic, latin))
  }()
}
