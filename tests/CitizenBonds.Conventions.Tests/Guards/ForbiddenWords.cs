using System.Text.RegularExpressions;

namespace CitizenBonds.Conventions.Tests.Guards;

/// <summary>
/// The repository speaks of itself alone and leaves nothing half done. Written so as not to match itself.
/// </summary>
internal static partial class ForbiddenWords
{
    public static IEnumerable<string> Violations(SourceFile file) =>
        file.Text.Split('\n').SelectMany((line, index) => Patterns()
            .Where(pattern => pattern.Words.IsMatch(line))
            .Select(pattern => $"{file.Path}({index + 1}): {pattern.Why}"));

    private static IEnumerable<(Regex Words, string Why)> Patterns() =>
    [
        (UnfinishedMark(), "a mark of unfinished work: finish it or write down what is missing in a decision"),
        (WorkplacePath(), "a path of one machine"),
        (PackageSource(), "the host of a package source: every machine has its own"),
        (TaskNumber(), "the number of a task: say what it is about"),
    ];

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b")]
    private static partial Regex UnfinishedMark();

    [GeneratedRegex(@"(^|[\s""'(=`])/wor[k]/|/hom[e]/[a-z]")]
    private static partial Regex WorkplacePath();

    [GeneratedRegex(
        @"https?://[^/""\s]*(registr[y]|nuge[t]|artifactor[y]|nexu[s]|mirro[r])[^/""\s]*", RegexOptions.IgnoreCase)]
    private static partial Regex PackageSource();

    [GeneratedRegex(@"\b(issue|ticket|pull request|PR)\s+#[0-9]+\b", RegexOptions.IgnoreCase)]
    private static partial Regex TaskNumber();
}
