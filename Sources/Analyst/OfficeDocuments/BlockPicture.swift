// SPDX-License-Identifier: Apache-2.0

import Deflation

/// A bar of blocks as a PNG (ISO/IEC 15948) of two colours, for documents that cannot hold SVG.
///
/// Filled, hatched or outlined: the pattern says the same as the colour. The same blocks give the
/// same bytes, so that nothing but the band can be read off a picture.
public struct BlockPicture: Equatable, Sendable {
  /// How one block is drawn.
  public enum Block: Equatable, Sendable {
    /// Filled.
    case sure
    /// Hatched, with an outline.
    case possible
    /// An outline of dashes.
    case empty
  }

  /// Width of one block and of the gap after it, in view units.
  static let (block, gap, height, scale) = (28, 2, 14, 4)

  /// The blocks from left to right.
  public let blocks: [Block]
  /// Red, green and blue of the ink on white.
  public let ink: [UInt8]

  /// A bar in one ink, given as red, green and blue.
  public init(blocks: [Block], ink: [UInt8]) {
    self.blocks = blocks
    self.ink = ink
  }

  /// Width over height.
  public var ratio: Double { Double(width) / Double(Self.height * Self.scale) }

  private var width: Int { (blocks.count * (Self.block + Self.gap) + 1) * Self.scale }

  /// The file.
  public func png() throws(OfficeError) -> [UInt8] {
    let high = Self.height * Self.scale
    // Each line starts with filter 0; one byte is one pixel of the palette.
    let lines = (0..<high).flatMap { y -> [UInt8] in [0] + (0..<width).map { pixel($0, y) } }
    guard let packed = Deflate.wrapped(lines) else { throw .cannotCompress }
    // Eight bits, palette, no interlace.
    let header = Self.number(width) + Self.number(high) + [8, 3, 0, 0, 0]
    return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
      + Self.chunk("IHDR", header) + Self.chunk("PLTE", [255, 255, 255] + ink)
      + Self.chunk("IDAT", packed) + Self.chunk("IEND", [])
  }

  private func pixel(_ x: Int, _ y: Int) -> UInt8 {
    let scale = Self.scale
    let step = (Self.block + Self.gap) * scale
    let (place, across) = ((x - scale) / step, (x - scale) % step)
    let (wide, high) = (Self.block * scale, (Self.height - 2) * scale)
    let down = y - scale
    guard x >= scale, place < blocks.count, across < wide, (0..<high).contains(down) else {
      return 0
    }
    let onEdge = min(across, down, wide - 1 - across, high - 1 - down) < scale
    switch blocks[place] {
    case .sure: return 1
    case .possible: return onEdge || (across + down) % (6 * scale) < scale + 2 ? 1 : 0
    case .empty: return onEdge && (across + down) % (4 * scale) < 2 * scale ? 1 : 0
    }
  }

  private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
    let named = Array(name.utf8) + body
    return number(body.count) + named + number(Int(Deflate.crc32(named)))
  }

  // Big end first.
  private static func number(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }
}
