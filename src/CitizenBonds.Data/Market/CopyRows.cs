using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace CitizenBonds.Data.Market;

/// <summary>
/// Rows on their way into a table, packed as COPY takes them. The provider's own writer waits for every single value,
/// which would cost an order more than deciding it. Mutable, one thread.
/// </summary>
internal sealed class CopyRows : IDisposable
{
    private const int RoomAtFirst = 64 * 1024;
    private const int RowMax = 1024; // The fixed columns of the widest row; text asks for its own room.
    private static ReadOnlySpan<byte> Header => // The signature, no flags, no extension.
        [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', 10, 255, 13, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly FirstDay = new(2000, 1, 1);
    private readonly string _copy;
    private readonly short _columns;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(RoomAtFirst);
    private int _length;

    /// <param name="columns">Names, with commas between them.</param>
    public CopyRows(string table, string columns)
    {
        _copy = $"copy {table} ({columns}) from stdin (format binary)";
        _columns = checked((short)(columns.Count(letter => letter == ',') + 1));
        Header.CopyTo(_bytes);
        _length = Header.Length;
    }

    public int Count { get; private set; }

    public void StartRow()
    {
        if (_bytes.Length - _length < RowMax) Grow(RowMax);
        BinaryPrimitives.WriteInt16BigEndian(_bytes.AsSpan(_length), _columns);
        _length += 2;
        Count++;
    }

    public void Add(long value)
    {
        var span = _bytes.AsSpan(_length, 12);
        BinaryPrimitives.WriteInt32BigEndian(span, 8);
        BinaryPrimitives.WriteInt64BigEndian(span[4..], value);
        _length += 12;
    }

    public void Add(int value)
    {
        var span = _bytes.AsSpan(_length, 8);
        BinaryPrimitives.WriteInt32BigEndian(span, 4);
        BinaryPrimitives.WriteInt32BigEndian(span[4..], value);
        _length += 8;
    }

    public void Add(short value)
    {
        var span = _bytes.AsSpan(_length, 6);
        BinaryPrimitives.WriteInt32BigEndian(span, 2);
        BinaryPrimitives.WriteInt16BigEndian(span[4..], value);
        _length += 6;
    }

    public void Add(DateTimeOffset value) => Add((value.UtcDateTime - Epoch).Ticks / TimeSpan.TicksPerMicrosecond);

    public void Add(DateOnly? value)
    {
        if (value is { } day) Add(day.DayNumber - FirstDay.DayNumber);
        else AddNull();
    }

    public void Add(TimeOnly? value)
    {
        if (value is { } time) Add(time.Ticks / TimeSpan.TicksPerMicrosecond);
        else AddNull();
    }

    public void Add(string? value)
    {
        if (value is null)
        {
            AddNull();
            return;
        }

        var bytes = Encoding.UTF8.GetByteCount(value);
        if (_bytes.Length - _length < bytes + RowMax) Grow(bytes + RowMax);
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), bytes);
        Encoding.UTF8.GetBytes(value, _bytes.AsSpan(_length + 4));
        _length += 4 + bytes;
    }

    /// <summary>Sends the rows; nothing when there are none.</summary>
    public async Task SendAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (Count == 0) return;
        if (_bytes.Length - _length < 2) Grow(2);
        BinaryPrimitives.WriteInt16BigEndian(_bytes.AsSpan(_length), -1);
        await using var stream = await connection.BeginRawBinaryCopyAsync(_copy, cancellationToken);
        await stream.WriteAsync(_bytes.AsMemory(0, _length + 2), cancellationToken);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void AddNull()
    {
        BinaryPrimitives.WriteInt32BigEndian(_bytes.AsSpan(_length), -1);
        _length += 4;
    }

    private void Grow(int room)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _bytes.Length, _length + room));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
