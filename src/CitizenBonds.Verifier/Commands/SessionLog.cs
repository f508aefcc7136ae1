using System.Globalization;
using System.Runtime.InteropServices;
using CitizenBonds.Domain.Market;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Verifier.Commands;

/// <summary>The orders and cancels of a session as the book takes them: numbers for ids, levels for prices.</summary>
internal sealed class SessionLog
{
    private const int MessagesMax = 20_000_000;
    private const int IdCharactersMax = 100;
    private const int Unknown = -1;
    private const string PriceFormat = "0.############################";

    private readonly List<SessionMessage> _messages = [];
    private readonly List<string> _ids = [];
    private readonly List<decimal> _priceOfMessage = [];
    private decimal[] _prices = [];

    public ReadOnlySpan<SessionMessage> Messages => CollectionsMarshal.AsSpan(_messages);

    public int Orders => _ids.Count;

    /// <summary>One or more, even for a session of cancels.</summary>
    public int Levels => Math.Max(1, _prices.Length);

    public string IdOf(int number) => _ids[number];

    /// <summary>The price without trailing zeros.</summary>
    public string PriceAt(int level) => _prices[level].ToString(PriceFormat, CultureInfo.InvariantCulture);

    public static SessionLog Read(CsvReader csv, Progress progress)
    {
        var log = new SessionLog();
        var columns = new Columns(csv);
        var numberOfId = new Dictionary<string, int>(StringComparer.Ordinal);
        var byId = numberOfId.GetAlternateLookup<ReadOnlySpan<char>>();
        var last = long.MinValue;
        while (csv.Read())
        {
            if (log._messages.Count == MessagesMax)
                throw new BadInputException(csv.Line, null, $"more than {MessagesMax} messages");
            var sequence = csv.WholeNumber(columns.Sequence);
            if (sequence <= last) throw csv.Error(columns.Sequence, $"{sequence} does not follow {last}");
            last = sequence;
            var id = csv[columns.Id];
            if (id.IsEmpty || id.Length > IdCharactersMax)
                throw csv.Error(columns.Id, $"1 to {IdCharactersMax} characters expected");
            switch (csv[columns.Action])
            {
                case "cancel":
                    log.AddCancel(byId.TryGetValue(id, out var number) ? number : Unknown);
                    break;
                case "new":
                    if (!byId.TryAdd(id, log.Orders)) throw csv.Error(columns.Id, "the order was placed before");
                    log.AddOrder(csv, columns);
                    break;
                default:
                    throw csv.Error(columns.Action, "new or cancel expected");
            }
            progress.Report(log._messages.Count, "messages read");
        }
        log.AssignLevels();
        return log;
    }

    private void AddCancel(int number)
    {
        _messages.Add(new SessionMessage(IsCancel: true, number, default, default, 0, 0, OrderBook.NoOwner));
        _priceOfMessage.Add(0);
    }

    private void AddOrder(CsvReader csv, in Columns columns)
    {
        var side = csv[columns.Side] switch
        {
            "buy" => OrderSide.Buy,
            "sell" => OrderSide.Sell,
            _ => throw csv.Error(columns.Side, "buy or sell expected"),
        };
        var type = csv[columns.Type] switch
        {
            "limit" => OrderType.Limit,
            "market" => OrderType.Market,
            "ioc" => OrderType.ImmediateOrCancel,
            "fok" => OrderType.FillOrKill,
            _ => throw csv.Error(columns.Type, "limit, market, ioc or fok expected"),
        };
        var price = type == OrderType.Market ? 0 : csv.Exact(columns.Price);
        var quantity = csv.WholeNumber(columns.Quantity);
        if (quantity is < 1 or > OrderBook.QuantityMax)
            throw csv.Error(columns.Quantity, $"1 to {OrderBook.QuantityMax} expected");
        _messages.Add(new SessionMessage(IsCancel: false, _ids.Count, side, type, 0, quantity, OwnerOf(csv, columns)));
        _priceOfMessage.Add(price);
        _ids.Add(csv.Text(columns.Id));
    }

    private static int OwnerOf(CsvReader csv, in Columns columns)
    {
        if (columns.Owner is not { } column || csv[column].IsEmpty) return OrderBook.NoOwner;
        var owner = csv.WholeNumber(column);
        return owner is >= 1 and <= int.MaxValue
            ? (int)owner
            : throw csv.Error(column, $"1 to {int.MaxValue} expected");
    }

    /// <summary>Every price that appears becomes a level, so the book needs no bounds on prices.</summary>
    private void AssignLevels()
    {
        var messages = CollectionsMarshal.AsSpan(_messages);
        var levelOfPrice = new Dictionary<decimal, int>();
        for (var index = 0; index < messages.Length; index++)
            if (HasPrice(messages[index])) levelOfPrice.TryAdd(_priceOfMessage[index], 0);
        _prices = [.. levelOfPrice.Keys.Order()];
        for (var level = 0; level < _prices.Length; level++) levelOfPrice[_prices[level]] = level;
        for (var index = 0; index < messages.Length; index++)
            if (HasPrice(messages[index]))
                messages[index] = messages[index] with { Level = levelOfPrice[_priceOfMessage[index]] };
        _priceOfMessage.Clear();
    }

    private static bool HasPrice(in SessionMessage message) => !message.IsCancel && message.Type != OrderType.Market;

    private readonly record struct Columns(
        int Sequence, int Action, int Id, int Side, int Type, int Price, int Quantity, int? Owner)
    {
        public Columns(CsvReader csv)
            : this(
                csv.Column("seq"), csv.Column("action"), csv.Column("order_id"), csv.Column("side"),
                csv.Column("type"), csv.Column("price"), csv.Column("quantity"), csv.FindColumn("owner"))
        {
        }
    }
}

/// <param name="Number">The book's number of the order; for a cancel -1 when the order is unknown.</param>
internal readonly record struct SessionMessage(
    bool IsCancel, int Number, OrderSide Side, OrderType Type, int Level, long Quantity, int Owner);
