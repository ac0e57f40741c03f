// SPDX-License-Identifier: Apache-2.0

/// What a survivor allowed for a whole testimony, from the least to the most.
public enum Permission: String, CaseIterable, Sendable {
  /// The organisers may read it; it is in no figure and no text.
  case readOnly
  /// It may be counted.
  case count
  /// It may be counted, and told in other words.
  case retell
  /// It may be counted, retold, and quoted after details are removed.
  case quote
}
