using System.Text;
using System.Text.Json.Nodes;
using CitizenBonds.Verifier;

namespace CitizenBonds.Domain.Tests.Verifier;

/// <summary>What holds for every command alike, on its golden files: marks, line ends, columns, garbage.</summary>
public sealed class EveryCommandTests
{
    private const long Gigabyte = 1L << 30;
    private const long AllocatedMax = 1L << 30;
    private const int ElementsTried = 2;

    /// <summary>Stands for the new text until the document is written out.</summary>
    private const string Mark = "\0";

    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Verifier", "Golden");
    private static readonly string[] TableGarbage = ["x", "\0", "\"", "1,2,3\n", "\u00ff", "height,header_hex\n"];
    private static readonly string[] DocumentGarbage = ["\0", "[", "{\"a\":"];

    public static TheoryData<string> Tables =>
        new("price-street", "price-daycount-time", "price-callable", "coupons", "fair-price", "match");

    public static TheoryData<string> Documents =>
        new("auction", "sale", "buyback", "index-linked", "inclusion", "consistency", "terms");

    public static TheoryData<string, string> Floods =>
        [.. from command in CommandTable.All
            where command.Name != "ledger"
            from pattern in IsTable(command.Name) ? TableGarbage : DocumentGarbage
            select (command.Name, pattern)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Table_ByteOrderMarkCarriageReturnsAndMoreColumns_GivesTheSameOutput(string golden)
    {
        var (arguments, input, expected) = Read(golden);
        var lines = input.TrimEnd('\n').Split('\n');
        var widened = lines.Select((line, i) => (i == 0 ? "extra," : "\"a,b\",") + line);
        var dressed = "\uFEFF" + string.Join("\r\n", widened);

        var run = VerifierRun.Start(dressed, arguments);

        Assert.Equal((0, expected), (run.ExitCode, run.Output));
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Table_OneColumnMissing_NamesIt(string golden)
    {
        var (arguments, input, _) = Read(golden);
        var header = input[..input.IndexOf('\n', StringComparison.Ordinal)].Split(',');
        var needed = 0;
        foreach (var column in header)
        {
            var run = VerifierRun.Start(Replace(input, column, "something_else", headerOnly: true), arguments);
            if (run.ExitCode == 0) continue; // A column the command does not read.
            Assert.Equal(2, run.ExitCode);
            Assert.StartsWith($"bad input: line 1, column {column}: missing", run.Error, StringComparison.Ordinal);
            Assert.Empty(run.Output);
            needed++;
        }

        Assert.True(needed >= 2, $"{needed} columns are needed");
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Table_NotANumberInAnyField_IsNamedAndPrintsNothing(string golden)
    {
        var (arguments, input, _) = Read(golden);
        var header = input[..input.IndexOf('\n', StringComparison.Ordinal)].Split(',');
        foreach (var column in header.Where(name => name is not ("id" or "order_id" or "side" or "type")))
        foreach (var value in (string[])["NaN", "Infinity", "-1e999"])
        {
            var run = VerifierRun.Start(Replace(input, column, value, headerOnly: false), arguments);
            Assert.True(run.ExitCode is 0 or 2, $"{column} {value}: {run.Error}");
            if (run.ExitCode == 2)
            {
                Assert.StartsWith("bad input: line 2, column ", run.Error, StringComparison.Ordinal);
                Assert.Empty(run.Output);
            }

            Assert.DoesNotContain("NaN", run.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", run.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_ByteOrderMarkAndCarriageReturns_GivesTheSameOutput(string golden)
    {
        var (arguments, input, expected) = Read(golden);

        var run = VerifierRun.Start("\uFEFF" + input.ReplaceLineEndings("\r\n"), arguments);

        Assert.Equal((0, expected), (run.ExitCode, run.Output));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_OneMemberMissingOrNotANumber_ExitsAsSpecified(string golden)
    {
        var (arguments, input, _) = Read(golden);
        var refused = 0;
        foreach (var path in Members(JsonNode.Parse(input)!)) // The golden document is not null.
        foreach (var text in (string?[])[null, "\"NaN\"", "1e999", "-1", "[]", "null"])
        {
            var run = VerifierRun.Start(With(input, path, text), arguments);
            Assert.True(run.ExitCode is 0 or 1 or 2, run.Error);
            Assert.DoesNotContain("internal error", run.Error, StringComparison.Ordinal);
            Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
            if (run.ExitCode != 2) continue;
            Assert.Empty(run.Output);
            refused++;
        }

        Assert.True(refused > 0 || golden == "terms", "nothing was refused");
    }

    [Theory]
    [MemberData(nameof(Floods))]
    public void AnyCommand_GigabyteOfGarbage_IsBadInputInBoundedMemory(string command, string pattern)
    {
        using var flood = new GarbageStream(Encoding.Latin1.GetBytes(pattern), Gigabyte);
        string[] arguments = command == "terms" ? [command, "--hash", new string('0', 64)] : [command];
        var before = GC.GetAllocatedBytesForCurrentThread();

        var run = VerifierRun.Start(flood, arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocatedMax);
        Assert.InRange(flood.Given, 0, 130 << 20);
    }

    [Fact]
    public void Ledger_GigabyteOfZeros_IsBadInputInBoundedMemory()
    {
        var folder = Directory.CreateTempSubdirectory("citizenbonds-test");
        try
        {
            foreach (var name in (string[])["accounts.ndjson", "transfers.ndjson", "blocks.ndjson"])
            {
                using var file = File.Create(Path.Combine(folder.FullName, name));
                file.SetLength(Gigabyte); // Takes no room on the disk: nothing is written.
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            var run = VerifierRun.Start("", "ledger", "--export", folder.FullName);

            Assert.Equal(2, run.ExitCode);
            Assert.StartsWith("bad input: ", run.Error, StringComparison.Ordinal);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocatedMax);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool IsTable(string command) =>
        Tables.Any(row => row.Data.StartsWith(command, StringComparison.Ordinal));

    /// <summary>The golden run with its file on standard input instead.</summary>
    private static (string[] Arguments, string Input, string Expected) Read(string golden)
    {
        var folder = Path.Combine(Root, golden);
        var words = File.ReadAllLines(Path.Combine(folder, "command.txt"))[0].Split(' ');
        var file = words.Single(word => File.Exists(Path.Combine(folder, word)));
        return (
            [.. words.Select(word => word == file ? "-" : word)],
            File.ReadAllText(Path.Combine(folder, file)),
            File.ReadAllText(Path.Combine(folder, "expected.txt")));
    }

    /// <summary>The header's name, or the field of the first row, replaced.</summary>
    private static string Replace(string table, string column, string text, bool headerOnly)
    {
        var lines = table.Split('\n');
        var index = Array.IndexOf(lines[0].Split(','), column);
        var line = headerOnly ? 0 : 1;
        var cells = lines[line].Split(',');
        cells[index] = text;
        lines[line] = string.Join(',', cells);
        return string.Join('\n', lines);
    }

    /// <summary>Every member and element of a document, as JSON paths.</summary>
    private static IEnumerable<string> Members(JsonNode node) => node switch
    {
        JsonObject parent => parent.SelectMany(pair => AndBelow(pair.Value, $"{node.GetPath()}.{pair.Key}")),
        JsonArray list => list.Take(ElementsTried).SelectMany((item, i) => AndBelow(item, $"{node.GetPath()}[{i}]")),
        _ => [],
    };

    private static IEnumerable<string> AndBelow(JsonNode? node, string path) =>
        node is null ? [path] : [path, .. Members(node)];

    /// <summary>The document with one member replaced, or taken out.</summary>
    private static string With(string document, string path, string? text)
    {
        var root = JsonNode.Parse(document)!; // The golden document is not null.
        Visit(root);
        return root.ToJsonString().Replace("\"\\u0000\"", text ?? "", StringComparison.Ordinal);

        void Visit(JsonNode node)
        {
            if (node is JsonObject parent)
            {
                foreach (var (key, value) in parent.ToList())
                {
                    if ($"{parent.GetPath()}.{key}" != path) Below(value);
                    else if (text is null) parent.Remove(key);
                    else parent[key] = Mark;
                }
            }
            else if (node is JsonArray list)
            {
                for (var i = list.Count - 1; i >= 0; i--)
                {
                    if ($"{list.GetPath()}[{i}]" != path) Below(list[i]);
                    else if (text is null) list.RemoveAt(i);
                    else list[i] = Mark;
                }
            }
        }

        void Below(JsonNode? node)
        {
            if (node is not null) Visit(node);
        }
    }
}
