// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import OfficeDocuments

extension CommitmentSheet {
  /// The sheet again, one row for each change; it reads back to the same promises.
  static func csv(_ commitments: [Commitment]) -> String {
    SheetText.of([columns] + commitments.flatMap(rows))
  }

  private static func rows(_ commitment: Commitment) -> [[String]] {
    commitment.steps.map { step in
      [
        commitment.id, commitment.theme ?? "", step.day, step.status.rawValue, commitment.by ?? "",
      ] + texts(commitment.promise) + texts(commitment.owner) + texts(step.note)
    }
  }

  private static func texts(_ text: TypedText) -> [String] {
    Language.allCases.map { text.texts[$0] ?? "" }
  }
}
