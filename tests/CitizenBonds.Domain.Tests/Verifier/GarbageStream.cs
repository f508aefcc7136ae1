namespace CitizenBonds.Domain.Tests.Verifier;

/// <summary>A pattern of bytes over and over, made while it is read, so that a gigabyte costs no memory.</summary>
internal sealed class GarbageStream(byte[] pattern, long length) : Stream
{
    /// <summary>Bytes handed out so far.</summary>
    public long Given { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Given;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(buffer.Length, length - Given);
        if (pattern is [var single]) buffer[..count].Fill(single);
        else
            for (var i = 0; i < count; i++) buffer[i] = pattern[(int)((Given + i) % pattern.Length)];
        Given += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
