namespace CitizenBonds.Domain.Pricing;

/// <summary>
/// A recombining trinomial lattice of the short rate (Hull and White 1994) over given times. Each step has its own
/// spacing, so payment and exercise dates lie exactly on the lattice; each level is shifted so that the curve is met.
/// </summary>
internal sealed class HullWhiteLattice
{
    private readonly Level[] _levels;

    /// <param name="times">Years, growing, the first is 0.</param>
    public HullWhiteLattice(HullWhiteModel model, DiscountCurve curve, double[] times)
    {
        _levels = new Level[times.Length - 1];
        var spacing = 0d;
        var lowest = 0;
        double[] prices = [1]; // Arrow-Debreu: today's price of one unit paid in each state of the level.
        for (var i = 0; i < _levels.Length; i++)
        {
            var step = times[i + 1] - times[i];
            var level = new Level(model, prices.Length, lowest, spacing, step);
            prices = level.FitAndAdvance(prices, curve.Discount(times[i + 1]));
            _levels[i] = level;
            (spacing, lowest) = (level.NextSpacing, level.NextLowest);
        }

        LastStates = prices.Length;
    }

    /// <summary>Number of states at the last time.</summary>
    public int LastStates { get; }

    /// <summary>Values at a time from the values one step later.</summary>
    public double[] RollBack(int level, double[] later) => _levels[level].RollBack(later);

    private sealed class Level
    {
        private readonly int[] _targets;
        private readonly (double Down, double Middle, double Up)[] _probabilities;
        private readonly double[] _discounts;

        public Level(HullWhiteModel model, int states, int lowest, double spacing, double step)
        {
            var variance = model.Variance(step);
            var decay = Math.Exp(-model.MeanReversion * step);
            NextSpacing = Math.Sqrt(3 * variance); // Without variance all states are the one of the curve.
            _targets = new int[states];
            _probabilities = new (double, double, double)[states];
            _discounts = new double[states];
            for (var s = 0; s < states; s++)
            {
                var rate = (lowest + s) * spacing;
                var mean = rate * decay;
                _targets[s] = variance == 0 ? lowest + s : (int)Math.Round(mean / NextSpacing);
                _probabilities[s] = Branch(mean - _targets[s] * NextSpacing, variance);
                _discounts[s] = Math.Exp(-rate * step);
            }

            NextLowest = _targets[0] - 1;
            for (var s = 0; s < states; s++) _targets[s] -= NextLowest; // From here on an index into the next level.
        }

        public double NextSpacing { get; }

        public int NextLowest { get; }

        private int NextStates => _targets[^1] + 2;

        /// <summary>Scales the discounts so that the whole level prices the curve's next factor.</summary>
        public double[] FitAndAdvance(double[] prices, double nextFactor)
        {
            var unshifted = 0d;
            for (var s = 0; s < prices.Length; s++) unshifted += prices[s] * _discounts[s];
            var next = new double[NextStates];
            for (var s = 0; s < prices.Length; s++)
            {
                _discounts[s] *= nextFactor / unshifted;
                var value = prices[s] * _discounts[s];
                var (down, middle, up) = _probabilities[s];
                next[_targets[s] - 1] += value * down;
                next[_targets[s]] += value * middle;
                next[_targets[s] + 1] += value * up;
            }

            return next;
        }

        public double[] RollBack(double[] later)
        {
            var values = new double[_targets.Length];
            for (var s = 0; s < values.Length; s++)
            {
                var (down, middle, up) = _probabilities[s];
                var target = _targets[s];
                values[s] = _discounts[s]
                    * (down * later[target - 1] + middle * later[target] + up * later[target + 1]);
            }

            return values;
        }

        /// <summary>Matches mean and variance of the rate over the step.</summary>
        private static (double Down, double Middle, double Up) Branch(double offset, double variance)
        {
            if (variance == 0) return (0, 1, 0);
            var square = offset * offset / variance;
            var tilt = offset * Math.Sqrt(3 / variance);
            return ((1 + square - tilt) / 6, (2 - square) / 3, (1 + square + tilt) / 6);
        }
    }
}
