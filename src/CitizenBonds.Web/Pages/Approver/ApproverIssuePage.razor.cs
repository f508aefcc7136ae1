using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Offerings;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Approver;

public sealed partial class ApproverIssuePage
{
    [Inject] public required DecideIssue UseCase { get; init; }

    protected override string OwnAddress => Urls.ApproverIssue(Id);

    protected override Task<Outcome<DecidedIssue>> DecideAsync(DecideIssueCommand command) =>
        UseCase.ExecuteAsync(command, PostedKey, Actor, Now, Cancelled);
}
