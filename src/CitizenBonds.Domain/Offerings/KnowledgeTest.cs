using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CitizenBonds.Domain.Offerings;

/// <summary>What a question of the knowledge test is about; its words are in the reader's language.</summary>
public enum KnowledgeQuestion
{
    /// <summary>Who owes the money back.</summary>
    WhoOwes = 0,

    /// <summary>What happens when the issuer cannot pay.</summary>
    Default,

    /// <summary>What a coupon is.</summary>
    Coupon,

    /// <summary>What a higher yield usually means.</summary>
    HigherYield,

    /// <summary>What happens to the price when market rates rise.</summary>
    PriceAndRates,

    /// <summary>Whether one can sell before maturity at face value.</summary>
    SellingEarly,

    /// <summary>Whether deposit insurance covers a bond.</summary>
    DepositInsurance,

    /// <summary>Why not to put everything into one issue.</summary>
    Spreading,
}

/// <summary>
/// The knowledge test of phased entry: eight questions of three answers each, seven right to pass. The first answer of
/// a question's words is the right one; the order in which they are shown varies from sitting to sitting.
/// </summary>
public static class KnowledgeTest
{
    public const int AnswersPerQuestion = 3;
    public const int RightAnswersMin = 7;

    public static IReadOnlyList<KnowledgeQuestion> Questions { get; } = Enum.GetValues<KnowledgeQuestion>();

    /// <param name="sitting">From 1.</param>
    /// <returns>The answers' own numbers, 0 the right one, in the order in which they are shown.</returns>
    /// <remarks>
    /// A Fisher-Yates shuffle driven by SHA-256 of person, sitting and question: the same at every call.
    /// </remarks>
    public static IReadOnlyList<int> OrderOf(long investorId, int sitting, KnowledgeQuestion question)
    {
        Span<byte> input = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(input, investorId);
        BinaryPrimitives.WriteInt32BigEndian(input[8..], sitting);
        BinaryPrimitives.WriteInt32BigEndian(input[12..], (int)question);
        var hash = SHA256.HashData(input);
        int[] order = [.. Enumerable.Range(0, AnswersPerQuestion)];
        for (var last = order.Length - 1; last > 0; last--)
        {
            var draw = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(4 * last));
            var other = (int)(draw % (uint)(last + 1));
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }

    /// <summary>True when every question has one of its answers chosen.</summary>
    public static bool IsComplete(IReadOnlyList<int> places) =>
        places.Count == Questions.Count && places.All(place => place is >= 0 and < AnswersPerQuestion);

    /// <param name="places">Of each question the place of the chosen answer, from 0; complete.</param>
    public static int CountRight(long investorId, int sitting, IReadOnlyList<int> places) =>
        Questions.Count(question => OrderOf(investorId, sitting, question)[places[(int)question]] == 0);

    /// <returns>Of each question the place of the right answer in that sitting.</returns>
    public static IReadOnlyList<int> RightPlaces(long investorId, int sitting) =>
        [.. Questions.Select(question => OrderOf(investorId, sitting, question).ToList().IndexOf(0))];
}
