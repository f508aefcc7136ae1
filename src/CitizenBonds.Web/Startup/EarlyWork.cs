using CitizenBonds.Data;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Web.Startup;

/// <summary>
/// What the first page will need and can be made ready while the database starts: compiling the code that builds and
/// reads the model is most of it, and is shared by every later model.
/// </summary>
internal static class EarlyWork
{
    public static Task BeginAsync() => Task.Run(() =>
    {
        var options = new DbContextOptionsBuilder<PortalContext>().UseNpgsql("Host=localhost").Options;
        using var portal = new PortalContext(options);
        _ = portal.PaymentRuns.Where(run => run.Id == 1).OrderBy(run => run.DueAt).ToQueryString();
    });
}
