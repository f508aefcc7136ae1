using CitizenBonds.Domain.Credit;

namespace CitizenBonds.Web.Pages.Methodology;

/// <summary>One model. Its words are in Methodology.resx under the id: name, source, reading, units, example.</summary>
/// <param name="Id">Also the anchor on the page.</param>
/// <param name="Formula">As it is computed; the same in every language.</param>
/// <param name="Example">Computed now, by the code that runs everywhere else: the figures for the words.</param>
/// <param name="Agreements">Third-party cases it agrees with; none when no third party publishes any.</param>
internal sealed record MethodologyEntry(
    string Id, string Formula, Func<CreditPolicy, object[]> Example, params IReadOnlyList<Agreement> Agreements)
{
    /// <summary>A model that does not ask the credit policy in force.</summary>
    public MethodologyEntry(
        string id, string formula, Func<object[]> example, params IReadOnlyList<Agreement> agreements)
        : this(id, formula, _ => example(), agreements)
    {
    }
}

/// <param name="Key">Of whose cases they are.</param>
/// <param name="Cases">Proven by the tests that compare them.</param>
internal sealed record Agreement(string Key, int Cases);

/// <summary>Models that belong together.</summary>
internal sealed record MethodologyArea(string Key, IReadOnlyList<MethodologyEntry> Entries);
