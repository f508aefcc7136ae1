using System.Collections.Concurrent;

namespace CitizenBonds.Application.Offerings;

/// <summary>
/// Keeps the results of a pure function, which depend on nothing but their argument and so never grow old. When there
/// are too many it starts again.
/// </summary>
internal sealed class Remembered<TArgument, TResult>(Func<TArgument, TResult> function)
    where TArgument : notnull
{
    private const int ResultsMax = 5_000;

    private readonly ConcurrentDictionary<TArgument, TResult> _results = new();

    public TResult Of(TArgument argument)
    {
        if (_results.TryGetValue(argument, out var known)) return known;
        var result = function(argument);
        if (_results.Count >= ResultsMax) _results.Clear();
        _results[argument] = result;
        return result;
    }
}
