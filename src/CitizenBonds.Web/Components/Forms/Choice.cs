namespace CitizenBonds.Web.Components.Forms;

/// <param name="Value">What the form posts.</param>
/// <param name="Hint">A sentence under the text; only radio groups show it.</param>
public sealed record Choice(string Value, string Text, string? Hint = null);
