using System.Globalization;
using System.Text.Json;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Endpoints.PublicPages;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Filings;

/// <summary>One disclosure as a page made from its structured body: every field, in the reader's language.</summary>
public sealed partial class FilingPage
{
    private readonly List<(string Name, string Value)> _facts = [];
    private PublicFiling? _filing;

    [Parameter] public long Id { get; set; }

    [CascadingParameter] public required PublicRequest Request { get; set; }

    [Inject] public required FilingQueries Queries { get; init; }

    private string Title => _filing is null ? "" : W.Of(_filing.Kind);

    protected override async Task OnInitializedAsync()
    {
        _filing = await Queries.FindOneAsync(Id, CancellationToken.None);
        if (_filing is null)
        {
            Request.NotFound();
            return;
        }

        using var body = JsonDocument.Parse(_filing.Body);
        if (body.RootElement.ValueKind != JsonValueKind.Object) return;
        foreach (var field in body.RootElement.EnumerateObject())
            _facts.Add((W.Find($"Disclosure.Field.{field.Name}") ?? field.Name, TextOf(field)));
    }

    private static string TextOf(JsonProperty field) => field.Value.ValueKind switch
    {
        JsonValueKind.Number when field.Value.TryGetInt64(out var whole) =>
            field.Name.EndsWith("Yen", StringComparison.Ordinal)
                ? Formats.Exact(Money.FromYen(whole))
                : Formats.Number(whole),
        JsonValueKind.Number => field.Value.GetDecimal().ToString(CultureInfo.InvariantCulture),
        JsonValueKind.String when field.Value.TryGetDateTimeOffset(out var moment) && field.Value.GetString() is
            { Length: > 10 } => Formats.Moment(moment),
        JsonValueKind.String => field.Value.GetString() ?? "",
        JsonValueKind.Null => "–",
        _ => field.Value.GetRawText(),
    };
}
