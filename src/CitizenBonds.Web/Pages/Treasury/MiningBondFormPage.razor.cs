using CitizenBonds.Application.MiningBonds;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;
using Fields = CitizenBonds.Application.Offerings.IssueDraftFields;

namespace CitizenBonds.Web.Pages.Treasury;

/// <summary>The treasury announces a mining government bond: deficit, sale and technical value in one form.</summary>
public sealed partial class MiningBondFormPage
{
    private const int Criteria = 4;
    private readonly List<(string Name, string Text)> _errors = [];
    private string? _refusal;

    [Inject] public required IssueMiningBond Issuing { get; init; }

    private bool IsPosted => HttpMethods.IsPost(Http.Request.Method);

    private async Task IssueAsync()
    {
        var input = new MiningBondFields
        {
            Deficit = new OpenPurposeCommand(
                Kind: null, Typed("NameJa"), Typed("NameEn"), Typed("FiscalYear"), Typed("Amount")),
            Bond = new Fields
            {
                TitleJa = Typed(nameof(Fields.TitleJa)),
                TitleEn = Typed(nameof(Fields.TitleEn)),
                Denomination = Typed(nameof(Fields.Denomination)),
                Size = Typed(nameof(Fields.Size)),
                Price = Typed(nameof(Fields.Price)),
                ReservePrice = Typed(nameof(Fields.ReservePrice)),
                RetailReserve = Typed(nameof(Fields.RetailReserve)),
                SaleOpensOn = Typed(nameof(Fields.SaleOpensOn)),
                SaleClosesOn = Typed(nameof(Fields.SaleClosesOn)),
                IssueDate = Typed(nameof(Fields.IssueDate)),
                MaturityDate = Typed(nameof(Fields.MaturityDate)),
            },
            BaseValue = Typed("BaseValue"),
            Criteria =
            [
                .. Enumerable.Range(0, Criteria).Select(number => new CriterionFields(
                    Typed($"Weight{number}"), Typed($"Score{number}"), Typed($"Evidence{number}"))),
            ],
        };
        _errors.AddRange(Issuing.FindFaults(input, Now).Select(fault => (
            fault.Field, $"{LabelOf(fault.Field)}: {RefusalSentence.Of(W, fault.Refusal)}")));
        if (_errors.Count > 0) return;
        var outcome = await Issuing.ExecuteAsync(input, PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is { } refusal) _refusal = RefusalSentence.Of(W, refusal);
        else GoTo(Urls.Done(Urls.TreasuryMining, "issued"));
    }

    private string Typed(string name, string standard = "") =>
        IsPosted ? Http.Request.Form[name].ToString() : standard;

    private string LabelOf(string field) =>
        W.Find($"Buyback.{field.TrimEnd('0', '1', '2', '3')}") ?? W[$"Office.{field}"];

    private string? ErrorOf(string name) => _errors.Find(error => error.Name == name).Text;
}
