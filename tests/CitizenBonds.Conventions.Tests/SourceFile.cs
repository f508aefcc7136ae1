namespace CitizenBonds.Conventions.Tests;

/// <param name="Path">From the root of the checkout, with forward slashes.</param>
internal sealed record SourceFile(string Path, string Text);
