// SPDX-License-Identifier: Apache-2.0

import TerminalScreen
import Testing

struct KeyDecoderTests {
  private func keys(_ text: String) -> [Key] {
    var decoder = KeyDecoder()
    return decoder.decode(Array(text.utf8)) + decoder.finish()
  }

  @Test func `letters of every language are one key each`() {
    #expect(keys("aӣʻ東😢") == "aӣʻ東😢".map { Key.character($0) })
  }

  @Test(arguments: [
    ("\u{1B}[A", Key.up), ("\u{1B}OB", .down), ("\u{1B}[C", .right), ("\u{1B}[D", .left),
    ("\u{1B}[5~", .pageUp), ("\u{1B}[6~", .pageDown), ("\u{1B}[H", .home), ("\u{1B}OF", .end),
    ("\u{1B}[1~", .home), ("\u{1B}[3~", .delete), ("\r", .enter), ("\n", .enter), ("\t", .tab),
    ("\u{7F}", .backspace), ("\u{3}", .control("c")), ("\u{1B}", .escape),
    ("\u{1B}[1;5C", .unknown), ("\u{1B}[<35;1;1M", .unknown), ("\u{1B}x", .unknown),
  ])
  func `a sequence is one key`(sequence: String, key: Key) {
    #expect(keys(sequence) == [key])
  }

  @Test func `a key that comes in parts is the same key`() {
    var decoder = KeyDecoder()
    var keys: [Key] = []
    for byte in Array("ғ\u{1B}[6~ӯ".utf8) { keys += decoder.decode([byte]) }
    #expect(keys == [.character("ғ"), .pageDown, .character("ӯ")])
    #expect(!decoder.isWaiting)
  }

  @Test func `what is pasted is text and no command`() {
    #expect(keys("\u{1B}[200~q\ra\u{1B}[Ab\u{1B}[201~") == [.pasted("q a[Ab")])
  }

  @Test func `a paste that never ends gives no key`() {
    #expect(keys("\u{1B}[200~qqqq").isEmpty)
  }

  @Test func `bytes that are not UTF-8 are no letters, and the next key is right`() {
    var decoder = KeyDecoder()
    let keys = decoder.decode([0xD0, 0x61, 0xFF, 0x62])
    #expect(keys == [.character("a"), .unknown, .character("b")])
  }

  @Test(arguments: 0..<300)
  func `any bytes are swallowed, and a letter after a pause is read`(seed: Int) {
    var numbers = SeededNumbers(seed: seed)
    var decoder = KeyDecoder()
    let bytes = (0..<40).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    _ = decoder.decode(bytes)
    _ = decoder.finish()
    #expect(decoder.decode(Array("й".utf8)) == [.character("й")])
  }

  @Test(arguments: [("ф", "a"), ("ч", "x"), ("Т", "N"), (".", "/"), (",", "?"), ("a", "a")])
  func `commands work while a Cyrillic layout is on`(typed: Character, meant: Character) {
    #expect(Key.character(typed).command == .character(meant))
  }
}
