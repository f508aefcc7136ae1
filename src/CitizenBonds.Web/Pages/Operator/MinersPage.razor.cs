using CitizenBonds.Application.FairPrice;
using CitizenBonds.Application.Identity;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Pages.Operator.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator;

/// <summary>The operator keeps the public register of miners, who vote on k.</summary>
public sealed partial class MinersPage
{
    private WindowView _view = new([], null, new(null, Money.FromYen(0), Quantity.Zero), [], [], []);

    [Inject] public required WindowQueries Queries { get; init; }

    [Inject] public required RegisterMiner Registering { get; init; }

    [SupplyParameterFromForm(FormName = "register")] public string? Code { get; set; }

    [SupplyParameterFromForm(FormName = "register")] public string? Miner { get; set; }

    [SupplyParameterFromForm(FormName = "register")] public string? Terahashes { get; set; }

    [SupplyParameterFromForm(FormName = "register")] public string? Evidence { get; set; }

    protected override async Task LoadAsync() => _view = await Queries.FindAsync(Cancelled);

    private async Task RegisterAsync()
    {
        if (TypedNumber.Parse(Terahashes) is not { } terahashes)
        {
            Errors.Add((nameof(Terahashes), W["FairPrice.WholeNumber"]));
            return;
        }

        Refused = (await Registering.ExecuteAsync(
            new(Code ?? "", Miner, terahashes, Evidence), Key, Http.User.GetActor(), Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(ConsoleUrls.WithDone(ConsoleUrls.Miners, "miner-registered"));
    }
}
