using CitizenBonds.Application.Portfolio;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>Which notices also come as a letter by e-mail.</summary>
public sealed partial class LettersPage
{
    private static readonly NoticeKind[] Choosable =
        [.. Enum.GetValues<NoticeKind>().Where(kind => !NoticeRules.IsMoneyCritical(kind))];

    private static readonly NoticeKind[] Always = [.. Enum.GetValues<NoticeKind>().Where(NoticeRules.IsMoneyCritical)];

    private IReadOnlySet<NoticeKind> _off = new HashSet<NoticeKind>();

    [Inject] public required NoticeQueries Notices { get; init; }

    [Inject] public required ChooseLetters Letters { get; init; }

    protected override async Task LoadAsync() => _off = await Notices.SilencedAsync(UserId, Cancelled);

    private static string NameOf(NoticeKind kind) => $"Letter{kind}";

    private bool IsOn(NoticeKind kind) => !_off.Contains(kind);

    private async Task ChooseAsync()
    {
        var off = Choosable.Where(kind => Http.Request.Form[NameOf(kind)] != "true").ToList();
        Refused = (await Letters.ExecuteAsync(new(off), Key, UserId, Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.WithDone(CitizenUrls.Letters, "letters"));
    }
}
