using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Offerings;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Treasury;

public sealed partial class TreasuryIssuePage
{
    [Inject] public required PermitIssue UseCase { get; init; }

    protected override string OwnAddress => Urls.TreasuryIssue(Id);

    protected override Task<Outcome<DecidedIssue>> DecideAsync(DecideIssueCommand command) =>
        UseCase.ExecuteAsync(command, PostedKey, Actor, Now, Cancelled);
}
