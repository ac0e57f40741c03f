// SPDX-License-Identifier: Apache-2.0

/// The different pictures of one document, each kept once, in the order of first use.
struct PictureShelf {
  private(set) var pictures: [BlockPicture] = []

  /// The picture's number from 1.
  mutating func number(of picture: BlockPicture) -> Int {
    if let place = pictures.firstIndex(of: picture) { return place + 1 }
    pictures.append(picture)
    return pictures.count
  }

  /// Puts all pictures into an archive as `FOLDER/band-1.png` and so on.
  func add(to archive: inout ZipArchive, in folder: String) throws(OfficeError) {
    for (place, picture) in pictures.enumerated() {
      try archive.add("\(folder)/band-\(place + 1).png", picture.png())
    }
  }
}
