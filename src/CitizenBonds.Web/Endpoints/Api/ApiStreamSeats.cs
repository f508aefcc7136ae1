using CitizenBonds.Web.Endpoints.Live;

namespace CitizenBonds.Web.Endpoints.Api;

/// <summary>The open streams of programs on this machine.</summary>
internal sealed class ApiStreamSeats
{
    private const int PerKeyMax = 200;
    private const int TotalMax = 5_000;

    public StreamSeats Seats { get; } = new(PerKeyMax, TotalMax);
}
