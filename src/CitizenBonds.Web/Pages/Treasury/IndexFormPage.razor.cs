using CitizenBonds.Application.IndexLinked;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;
using Fields = CitizenBonds.Application.Offerings.IssueDraftFields;

namespace CitizenBonds.Web.Pages.Treasury;

/// <summary>The treasury proposes an index-linked bond: deficit, index and sale in one form.</summary>
public sealed partial class IndexFormPage
{
    private readonly List<(string Name, string Text)> _errors = [];
    private string? _refusal;

    [Inject] public required ProposeIndexSeries Proposing { get; init; }

    private bool IsPosted => HttpMethods.IsPost(Http.Request.Method);

    private IReadOnlyList<Choice> Baskets =>
        [.. Enum.GetValues<IndexBasket>().Select(basket => new Choice(basket.ToString(), W.Of(basket)))];

    private static IReadOnlyList<Choice> Frequencies =>
        [.. new[] { "1", "2", "4", "12" }.Select(each => new Choice(each, each))];

    private IReadOnlyList<Choice> Methods =>
    [
        new(Fields.FixedPrice, W["IndexLinked.FixedPrice"]), new(Fields.Auction, W["IndexLinked.ByAuction"]),
    ];

    private async Task ProposeAsync()
    {
        var input = new IndexSeriesFields
        {
            Deficit = new OpenPurposeCommand(
                Kind: null, Typed("NameJa"), Typed("NameEn"), Typed("FiscalYear"), Typed("Amount")),
            Bond = new Fields
            {
                TitleJa = Typed(nameof(Fields.TitleJa)),
                TitleEn = Typed(nameof(Fields.TitleEn)),
                Denomination = Typed(nameof(Fields.Denomination)),
                Size = Typed(nameof(Fields.Size)),
                Coupon = Typed(nameof(Fields.Coupon)),
                Frequency = Typed(nameof(Fields.Frequency)),
                Price = Typed(nameof(Fields.Price)),
                SaleMethod = Typed(nameof(Fields.SaleMethod)),
                ReservePrice = Typed(nameof(Fields.ReservePrice)),
                SaleOpensOn = Typed(nameof(Fields.SaleOpensOn)),
                SaleClosesOn = Typed(nameof(Fields.SaleClosesOn)),
                IssueDate = Typed(nameof(Fields.IssueDate)),
            },
            Basket = Typed("Basket"),
            Share = Typed("Share"),
            AgeDays = Typed("AgeDays"),
        };
        _errors.AddRange(Proposing.FindFaults(input, Now).Select(fault => (
            fault.Field, $"{LabelOf(fault.Field)}: {RefusalSentence.Of(W, fault.Refusal)}")));
        if (_errors.Count > 0) return;
        var outcome = await Proposing.ExecuteAsync(input, PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is { } refusal) _refusal = RefusalSentence.Of(W, refusal);
        else GoTo(Urls.Done(Urls.TreasuryIndexLinked, "proposed"));
    }

    private string Typed(string name, string standard = "") =>
        IsPosted ? Http.Request.Form[name].ToString() : standard;

    private string LabelOf(string field) =>
        W.Find($"IndexLinked.{field}") ?? W.Find($"Buyback.{field}") ?? W[$"Office.{field}"];

    private string? ErrorOf(string name) => _errors.Find(error => error.Name == name).Text;
}
