using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Forms;

namespace CitizenBonds.Application.Offerings;

/// <summary>Reads single fields and gathers what is wrong with them.</summary>
internal sealed class DraftReader
{
    private readonly List<DraftFault> _faults = [];

    public IReadOnlyList<DraftFault> Faults => _faults;

    public string? Line(string field, string? typed, int lengthMax)
    {
        var (value, refusal) = TypedText.Line(typed, lengthMax);
        if (refusal is { } why) Add(field, why, ("max", (long)lengthMax));
        return value;
    }

    public long? Whole(string field, string? typed, long min, long max)
    {
        var (value, refusal) = TypedText.Number(typed, min, max, decimalsMax: 0);
        if (refusal is { } why) Add(field, why, ("min", min), ("max", max));
        return (long?)value;
    }

    public decimal? Percent(string field, string? typed, decimal max)
    {
        var (value, refusal) = TypedText.Number(typed, 0, max, decimalsMax: 4);
        if (refusal is { } why) Add(field, why, ("min", 0m), ("max", max));
        return value;
    }

    /// <summary>Zero or more, with up to two decimals.</summary>
    public decimal? Figure(string field, string? typed, decimal max)
    {
        var (value, refusal) = TypedText.Number(typed, 0, max, decimalsMax: 2);
        if (refusal is { } why) Add(field, why, ("min", 0L), ("max", (long)max));
        return value;
    }

    public DateOnly? Date(string field, string? typed)
    {
        var (value, refusal) = TypedText.Date(typed);
        if (refusal is { } why) Add(field, why);
        return value;
    }

    /// <param name="find">Null when the value is not offered.</param>
    public T? Choice<T>(string field, string? typed, Func<string, T?> find)
        where T : class
    {
        var value = string.IsNullOrEmpty(typed) ? null : find(typed);
        if (value is null) Add(field, string.IsNullOrEmpty(typed) ? TypedRefusal.Missing : TypedRefusal.NotOffered);
        return value;
    }

    public void Add(string field, Enum refusal, params ReadOnlySpan<(string Name, object Value)> arguments) =>
        _faults.Add(new(field, Refusal.Of(refusal, arguments)));
}
