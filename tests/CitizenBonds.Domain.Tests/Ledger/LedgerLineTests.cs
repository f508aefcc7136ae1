using System.Buffers;
using System.Text;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Domain.Tests.Ledger;

public sealed class LedgerLineTests
{
    [Fact]
    public void Write_Transfer_IsThePublishedLine()
    {
        Assert.Equal(
            """{"id":1,"debit":1,"credit":2,"amount":10000,"asset":1,"reason":"Deposit",""" +
            """ "reference":"deposit:1","booked_at":"2026-04-01T09:00:00.123456Z"}""".TrimStart() + "\n",
            Line(writer => writer.Write(TransferLeafTests.Deposit)));
    }

    [Fact]
    public void Write_Account_IsThePublishedLine() =>
        Assert.Equal(
            """{"id":2,"pseudonym":"甲-1","kind":"Cash","asset":1,"debits":3,"credits":5,"may_go_negative":false}""",
            Line(writer => writer.Write(new ExportedAccount(2, "甲-1", AccountKind.Cash, 1, 3, 5, false))).Trim());

    [Fact]
    public void ReadTransfer_OfWhatWasWritten_IsTheSame()
    {
        var awkward = TransferLeafTests.Bare with { Reference = "\"\\<\n😀" };
        LedgerTransfer[] transfers = [TransferLeafTests.Deposit, TransferLeafTests.Extreme, awkward];
        foreach (var transfer in transfers)
            Assert.Equal(transfer, LedgerLineReader.ReadTransfer(Bytes(writer => writer.Write(transfer))));
    }

    [Fact]
    public void ReadBlock_OfWhatWasWritten_IsTheSame()
    {
        var block = LedgerBlock.Seal(
            null, [TransferLeaf.Hash(TransferLeafTests.Deposit)], new MerkleFrontier(), DateTimeOffset.UnixEpoch);
        var line = Bytes(writer => writer.Write(block));
        Assert.Equal(new ExportedBlock(block, block.Hash()), LedgerLineReader.ReadBlock(line));
    }

    [Fact]
    public void ReadAccount_MembersInAnyOrderAndUnknownOnes_AreRead()
    {
        var line = """
            {"x":{"id":9},"credits":5,"debits":3,"may_go_negative":false,"asset":1,"kind":"Cash","pseudonym":"P","id":2}
            """;
        Assert.Equal(
            new ExportedAccount(2, "P", AccountKind.Cash, 1, 3, 5, false),
            LedgerLineReader.ReadAccount(Encoding.UTF8.GetBytes(line)));
    }

    [Theory]
    [InlineData("2026-04-01T09:00:00.123456Z", true)]
    [InlineData("2026-04-01T09:00:00Z", false)]
    [InlineData("2026-04-01T09:00:00.123456+09:00", false)]
    [InlineData("2026-02-30T09:00:00.123456Z", false)]
    [InlineData(null, false)]
    public void FromText_OnlyTheOneFormat_IsRead(string? text, bool isRead)
    {
        var moment = UnixMicroseconds.FromText(text);
        Assert.Equal(isRead, moment is not null);
        if (moment is { } read) Assert.Equal(text, UnixMicroseconds.ToText(read));
    }

    private static string Line(Action<LedgerLineWriter> write) => Encoding.UTF8.GetString(Bytes(write));

    private static byte[] Bytes(Action<LedgerLineWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new LedgerLineWriter(output)) write(writer);
        return output.WrittenSpan.ToArray();
    }
}
