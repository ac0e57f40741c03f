// SPDX-License-Identifier: Apache-2.0

/// Refuses titles that are empty, overlong, or hold invisible characters, and unsafe file names.
struct NamesAreFit: ReleaseCheck {
  func verdict(on draft: ReleaseDraft) -> ReleaseVerdict {
    let campaign = draft.campaign
    guard isFit(campaign.title), isFit(campaign.collector), isFileName(campaign.releaseName),
      !campaign.languages.isEmpty
    else {
      return .fails(
        ReleaseRefusal(
          code: .unfitName,
          reason: "the title, organisation, languages or release name cannot stand on a page",
          hint: "one line of at most 120 characters; release names use a-z, 0-9 and - (40 at most)"
        ))
    }
    return .passes
  }

  private func isFit(_ text: String) -> Bool {
    text.count <= 120 && text.contains { !$0.isWhitespace }
      && !text.unicodeScalars.contains(where: isInvisible)
  }

  // Line ends would break out of a line; format characters can turn what is read around.
  private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    default: false
    }
  }

  private func isFileName(_ text: String) -> Bool {
    (1...40).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2d
      }
  }
}
