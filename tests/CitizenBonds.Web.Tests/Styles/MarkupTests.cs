using System.Text.RegularExpressions;
using CitizenBonds.Testing;

namespace CitizenBonds.Web.Tests.Styles;

/// <summary>
/// The content security policy allows nothing inline; a page that tried would silently lose it in the browser.
/// </summary>
public sealed partial class MarkupTests
{
    [Fact]
    public void Razor_EveryFile_HasNoInlineStyleScriptOrHandler()
    {
        var web = Path.Combine(RepositoryRoot.Path, "src", "CitizenBonds.Web");
        var found = Directory.EnumerateFiles(web, "*.razor", SearchOption.AllDirectories)
            .Where(file => Inline().IsMatch(File.ReadAllText(file)))
            .Select(Path.GetFileName);
        Assert.Empty(found);
    }

    [GeneratedRegex("""\sstyle="|<style|<script(?![^>]*\ssrc=)|\son(?:click|change|submit|load|input)="|javascript:""")]
    private static partial Regex Inline();
}
