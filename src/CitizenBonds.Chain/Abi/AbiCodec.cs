using System.Globalization;
using System.Numerics;
using System.Text;

namespace CitizenBonds.Chain.Abi;

/// <summary>
/// Contract ABI encoding, as far as our contracts need it: whole numbers, addresses, fixed and free bytes, text, lists
/// and tuples. Numbers are BigInteger, addresses text, bytes byte[], lists and tuples object[].
/// </summary>
public static class AbiCodec
{
    private const int Word = 32;

    public static byte[] Encode(IReadOnlyList<AbiType> types, IReadOnlyList<object> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Count, types.Count);
        using var head = new MemoryStream();
        using var tail = new MemoryStream();
        var headBytes = types.Sum(type => type.Words) * Word;
        for (var i = 0; i < types.Count; i++)
        {
            if (types[i].IsDynamic)
            {
                head.Write(NumberWord(headBytes + tail.Length));
                tail.Write(EncodeOne(types[i], values[i]));
            }
            else
            {
                head.Write(EncodeOne(types[i], values[i]));
            }
        }

        head.Write(tail.ToArray());
        return head.ToArray();
    }

    /// <exception cref="FormatException">The bytes are too short for the types.</exception>
    public static object[] Decode(IReadOnlyList<AbiType> types, ReadOnlyMemory<byte> data)
    {
        var values = new object[types.Count];
        var at = 0;
        for (var i = 0; i < types.Count; i++)
        {
            var place = types[i].IsDynamic ? Length(data, at) : at;
            values[i] = DecodeOne(types[i], From(data, place));
            at += types[i].Words * Word;
        }

        return values;
    }

    private static byte[] EncodeOne(AbiType type, object value)
    {
        if (type.IsList)
        {
            var list = (IReadOnlyList<object>)value;
            return [.. NumberWord(list.Count), .. Encode([.. list.Select(_ => type.Element)], list)];
        }

        if (type.IsTuple) return Encode(type.Parts, (IReadOnlyList<object>)value);
        return type.Name switch
        {
            "string" => Free(Encoding.UTF8.GetBytes((string)value)),
            "bytes" => Free((byte[])value),
            "bool" => NumberWord((bool)value ? 1 : 0),
            "address" => Right(Hex.ToBytes((string)value)),
            _ when type.Name.StartsWith("bytes", StringComparison.Ordinal) => Left((byte[])value),
            _ when type.Name.StartsWith("uint", StringComparison.Ordinal) => NumberWord(ToNumber(value)),
            _ => throw new NotSupportedException($"The type {type.Name} is not used by our contracts."),
        };
    }

    private static object DecodeOne(AbiType type, ReadOnlyMemory<byte> data)
    {
        if (type.IsList)
        {
            var count = Length(data, 0);
            return Decode([.. Enumerable.Repeat(type.Element, count)], From(data, Word));
        }

        if (type.IsTuple) return Decode(type.Parts, data);
        return type.Name switch
        {
            "string" => Encoding.UTF8.GetString(Slice(data, Word, Length(data, 0)).Span),
            "bytes" => Slice(data, Word, Length(data, 0)).ToArray(),
            "bool" => Slice(data, Word - 1, 1).Span[0] != 0,
            "address" => Hex.Of(Slice(data, 12, 20).Span),
            _ when type.Name.StartsWith("bytes", StringComparison.Ordinal) =>
                Slice(data, 0, int.Parse(type.Name.AsSpan(5), CultureInfo.InvariantCulture)).ToArray(),
            _ when type.Name.StartsWith("uint", StringComparison.Ordinal) => Number(data, 0),
            _ => throw new NotSupportedException($"The type {type.Name} is not used by our contracts."),
        };
    }

    private static BigInteger ToNumber(object value) => value switch
    {
        BigInteger number => number,
        long number => number,
        int number => number,
        _ => throw new ArgumentException($"{value.GetType().Name} is no whole number.", nameof(value)),
    };

    private static byte[] NumberWord(BigInteger number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return Right(number.ToByteArray(isUnsigned: true, isBigEndian: true));
    }

    private static byte[] Right(byte[] bytes)
    {
        var word = new byte[Word];
        bytes.CopyTo(word, Word - bytes.Length);
        return word;
    }

    private static byte[] Left(byte[] bytes)
    {
        var word = new byte[Word];
        bytes.CopyTo(word, 0);
        return word;
    }

    private static byte[] Free(byte[] bytes)
    {
        var padded = new byte[(bytes.Length + Word - 1) / Word * Word];
        bytes.CopyTo(padded, 0);
        return [.. NumberWord(bytes.Length), .. padded];
    }

    private static BigInteger Number(ReadOnlyMemory<byte> data, int at) =>
        new(Slice(data, at, Word).Span, isUnsigned: true, isBigEndian: true);

    // A length or place that does not fit the answer is a malformed answer, not a number to work with.
    private static int Length(ReadOnlyMemory<byte> data, int at)
    {
        var number = Number(data, at);
        return number <= data.Length ? (int)number : throw new FormatException("The answer is shorter than it says.");
    }

    private static ReadOnlyMemory<byte> From(ReadOnlyMemory<byte> data, int at) => Slice(data, at, data.Length - at);

    private static ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> data, int at, int count) =>
        at >= 0 && count >= 0 && at <= data.Length - count
            ? data.Slice(at, count)
            : throw new FormatException("The answer is shorter than its types.");
}
