using Xunit;

namespace CitizenBonds.Conventions.Tests;

internal static class Found
{
    /// <summary>Fails with every violation in full, one a line, so that one run is enough to mend them all.</summary>
    public static void Nothing(IEnumerable<string> violations)
    {
        var lines = violations.ToList();
        if (lines.Count > 0) Assert.Fail($"{lines.Count} found:\n{string.Join('\n', lines)}");
    }
}
