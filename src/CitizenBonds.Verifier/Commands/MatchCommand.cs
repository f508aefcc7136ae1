using System.Globalization;
using CitizenBonds.Domain.Market;

namespace CitizenBonds.Verifier.Commands;

/// <summary><c>match</c>: the trades of a continuous session.</summary>
internal static class MatchCommand
{
    public static VerifierCommand Definition { get; } = new(
        "match",
        "trades of a continuous session, from its orders",
        """
        In:  seq,action,order_id,side,type,price,quantity; seq rises; action new or cancel; side buy or
        sell; type limit, market, ioc or fok; price is ignored for market orders, and all that
        follows order_id for a cancel. Continuous trading without price limits; what is left of a
        market or ioc order is dropped; a cancel of an unknown or finished order does nothing.
        A further column owner (1, 2, ...) may be given: where an order would meet an older one of
        the same owner, what is left of it is cancelled.
        Out: trade,taker_id,maker_id,price,quantity
        Option --timing on: the summary also says how fast the book took the messages.
        """,
        "citizenbonds-verify match --orders orders.csv --out trades.csv",
        ["orders", "out", "timing"],
        Run);

    private static CommandResult Run(CommandContext context)
    {
        SessionLog log;
        using (var orders = context.OpenCsv("orders")) log = SessionLog.Read(orders, context.Progress);
        var book = new OrderBook(log.Levels, log.Orders, log.Orders);

        var started = TimeProvider.System.GetTimestamp();
        foreach (ref readonly var message in log.Messages)
        {
            if (message.IsCancel) book.Cancel(message.Number);
            else book.Place(message.Side, message.Type, message.Level, message.Quantity, message.Owner);
        }
        var timing = Timing(context, log.Messages.Length, TimeProvider.System.GetElapsedTime(started));

        using var trades = context.CreateCsv("trade", "taker_id", "maker_id", "price", "quantity");
        var number = 0L;
        foreach (ref readonly var trade in book.Trades)
        {
            trades.Field(++number).Field(log.IdOf(trade.Taker)).Field(log.IdOf(trade.Maker));
            trades.Field(log.PriceAt(trade.Level)).Field(trade.Quantity).EndRow();
            context.Progress.Report(number, "trades");
        }
        return CommandResult.Done(string.Create(
            CultureInfo.InvariantCulture,
            $"done, {log.Messages.Length:N0} messages, {number:N0} trades") + timing);
    }

    private static string Timing(CommandContext context, int messages, TimeSpan elapsed) =>
        context.Options.Find("timing") switch
        {
            null or "off" => "",
            "on" => string.Create(
                CultureInfo.InvariantCulture,
                $", {elapsed.TotalMilliseconds:N0} ms, {messages / elapsed.TotalSeconds:N0} messages/s in the book"),
            _ => throw new BadInputException("option --timing is on or off"),
        };
}
