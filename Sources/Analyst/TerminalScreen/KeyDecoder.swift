// SPDX-License-Identifier: Apache-2.0

/// Reads keys from what a terminal sends: UTF-8, escape sequences, bracketed paste.
///
/// It may be fed byte by byte. Whatever comes, nothing is taken for a key that was not pressed: an
/// unknown sequence is swallowed whole.
public struct KeyDecoder: Sendable {
  private enum State: Sendable { case ground, escape, sequence, single, paste }

  private var state = State.ground
  private var held: [UInt8] = []

  private static let mostHeld = 64
  private static let mostPasted = 65_536
  private static let pasteEnd = Array("\u{1B}[201~".utf8)

  /// Waits for the first byte.
  public init() {}

  /// Whether a key was begun: a lone Escape shows only by nothing following it.
  public var isWaiting: Bool { state != .ground || !held.isEmpty }

  /// The keys that these bytes complete.
  public mutating func decode(_ bytes: some Sequence<UInt8>) -> [Key] {
    var keys: [Key] = []
    for byte in bytes {
      if let key = take(byte) { keys.append(key) }
    }
    return keys
  }

  /// The key that was begun, when nothing more has come for a moment.
  public mutating func finish() -> [Key] {
    guard isWaiting, state != .paste else { return [] }
    let key: Key = state == .escape ? .escape : .unknown
    reset()
    return [key]
  }

  private mutating func reset() {
    state = .ground
    held.removeAll()
  }

  private mutating func take(_ byte: UInt8) -> Key? {
    switch state {
    case .ground: return takePlain(byte)
    case .escape: return afterEscape(byte)
    case .sequence: return inSequence(byte)
    case .single:
      reset()
      return Self.letters[byte] ?? .unknown
    case .paste: return inPaste(byte)
    }
  }

  private mutating func takePlain(_ byte: UInt8) -> Key? {
    guard held.isEmpty, byte < 0x80 else { return takeUTF8(byte) }
    switch byte {
    case 0x1B:
      state = .escape
      return nil
    case 0x0D, 0x0A: return .enter
    case 0x09: return .tab
    case 0x7F, 0x08: return .backspace
    case 0x01...0x1A: return .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x00..<0x20: return .unknown
    default: return .character(Character(Unicode.Scalar(byte)))
    }
  }

  private mutating func takeUTF8(_ byte: UInt8) -> Key? {
    // A new first byte, or ASCII: what was held is not UTF-8.
    guard held.isEmpty || byte & 0xC0 == 0x80 else {
      held.removeAll()
      return takePlain(byte)
    }
    held.append(byte)
    let needed =
      held[0] >= 0xF8 ? 1 : held[0] >= 0xF0 ? 4 : held[0] >= 0xE0 ? 3 : held[0] >= 0xC0 ? 2 : 1
    guard held.count == needed else { return nil }
    defer { held.removeAll() }
    guard let text = String(validating: held, as: UTF8.self), let first = text.first else {
      return .unknown
    }
    return .character(first)
  }

  private mutating func afterEscape(_ byte: UInt8) -> Key? {
    switch byte {
    case UInt8(ascii: "["): state = .sequence
    case UInt8(ascii: "O"): state = .single
    case 0x1B: return .escape
    default:
      reset()
      // Alt with a key means nothing here.
      return .unknown
    }
    return nil
  }

  private mutating func inSequence(_ byte: UInt8) -> Key? {
    if held.count < Self.mostHeld { held.append(byte) }
    // Parameters and intermediates go on, a final byte ends (ECMA-48 §5.4).
    guard (0x40...0x7E).contains(byte) else {
      if byte == 0x1B { reset() }
      if byte == 0x1B { state = .escape }
      return nil
    }
    let sequence = String(decoding: held, as: UTF8.self)
    reset()
    if sequence == "200~" {
      state = .paste
      return nil
    }
    return Self.numbered[sequence] ?? (sequence.utf8.count == 1 ? Self.letters[byte] : nil)
      ?? .unknown
  }

  private mutating func inPaste(_ byte: UInt8) -> Key? {
    held.append(byte)
    let isEnd = held.suffix(Self.pasteEnd.count).elementsEqual(Self.pasteEnd)
    guard isEnd else {
      // Too much to be meant: keep only what may be the beginning of the end.
      if held.count > Self.mostPasted { held = Array(held.suffix(Self.pasteEnd.count)) }
      return nil
    }
    let text = String(decoding: held.dropLast(Self.pasteEnd.count), as: UTF8.self)
    reset()
    return .pasted(Self.oneLine(text))
  }

  private static func oneLine(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        line.append(" ")
      } else if scalar.properties.generalCategory != .control {
        line.append(scalar)
      }
    }
    return String(line)
  }

  private static let letters: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
    UInt8(ascii: "M"): .enter,
  ]
  private static let numbered: [String: Key] = [
    "1~": .home, "7~": .home, "4~": .end, "8~": .end, "3~": .delete, "5~": .pageUp,
    "6~": .pageDown,
  ]
}
