// SPDX-License-Identifier: Apache-2.0

import QRCodes
import Testing

@Suite struct QRCodeTests {
  private let address = "https://form.example/#slip=123456789012345678901235"

  @Test func `three corners hold the pattern that a camera looks for`() throws {
    let code = try QRCode(address)
    let pattern = [
      "#######", "#     #", "# ### #", "# ### #", "# ### #", "#     #", "#######",
    ].map { $0.map { $0 == "#" } }
    let far = code.side - 7
    for (left, top) in [(0, 0), (far, 0), (0, far)] {
      let corner = (0..<7).map { row in
        (0..<7).map { code.isDark(column: left + $0, row: top + row) }
      }
      #expect(corner == pattern)
    }
    #expect((code.side - 17) % 4 == 0)
  }

  @Test func `another digit is another square, the same text the same`() throws {
    #expect(try QRCode(address) == QRCode(address))
    #expect(try QRCode(address) != QRCode(address.replacing("1235", with: "1236")))
  }

  @Test func `the path paints each black dot once, inside the margin`() throws {
    let code = try QRCode(address)
    var painted = Set<[Int]>()
    for match in code.path.matches(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/) {
      let numbers = try [match.1, match.2, match.3, match.4].map { try #require(Int($0)) }
      #expect(numbers[2] == numbers[3])
      for column in numbers[0]..<(numbers[0] + numbers[2]) {
        #expect(painted.insert([column, numbers[1]]).inserted)
      }
    }
    for row in 0..<code.sideWithMargin {
      for column in 0..<code.sideWithMargin {
        let dark = code.isDark(column: column - QRCode.margin, row: row - QRCode.margin)
        #expect(painted.contains([column, row]) == dark)
      }
    }
  }

  @Test(arguments: ["", "a\0b", String(repeating: "x", count: 3_000)])
  func `what no square can hold is refused`(text: String) {
    #expect(throws: QRCode.Failure.badText) { _ = try QRCode(text) }
  }
}
