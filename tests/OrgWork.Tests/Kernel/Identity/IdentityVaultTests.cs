using System.Security.Cryptography;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel;

public class IdentityVaultTests
{
    const string Number = "990101197803151017";
    static readonly Guid Person = Guid.Parse("5f0c8c0e-1c1b-4a51-9c39-0a7a3a1f0001");
    static readonly Keys Keys = new(SHA256.HashData("one deployment"u8));
    readonly IdentityVault vault = new(Keys);

    [Fact]
    public void What_went_in_comes_out() => Assert.Equal(Number, vault.Decrypt(Person, vault.Encrypt(Person, Number)));

    [Fact]
    public void The_value_says_its_version_and_its_key_and_is_different_each_time()
    {
        byte[] first = vault.Encrypt(Person, Number), second = vault.Encrypt(Person, Number);
        Assert.Equal([1, 0, 1], first[..3]);
        Assert.Equal(1 + 2 + 12 + 18 + 16, first.Length);
        Assert.NotEqual(first, second);
        Assert.NotEqual(first[3..15], second[3..15]);
    }

    [Fact]
    public void Moved_to_another_person_it_does_not_open() =>
        Assert.Throws<InvalidDataException>(() => vault.Decrypt(Guid.NewGuid(), vault.Encrypt(Person, Number)));

    [Fact]
    public void Under_another_master_key_it_does_not_open()
    {
        var other = new IdentityVault(new Keys(SHA256.HashData("another deployment"u8)));
        var fault = Assert.Throws<InvalidDataException>(() => other.Decrypt(Person, vault.Encrypt(Person, Number)));
        Assert.Contains("密钥文件", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_changed_byte_is_noticed()
    {
        var value = vault.Encrypt(Person, Number);
        for (var i = 0; i < value.Length; i++)
        {
            var changed = value.ToArray();
            changed[i] ^= 1;
            Assert.Throws<InvalidDataException>(() => vault.Decrypt(Person, changed));
        }
        Assert.Throws<InvalidDataException>(() => vault.Decrypt(Person, value[..20]));
    }

    [Fact]
    public void The_index_is_the_same_for_every_spelling_and_no_other_number()
    {
        Assert.Equal(Index("11010519491231002X"), Index(" 11010519491231002x"));
        Assert.Equal(Index("11010519491231002X"), Index("110105491231002"));
        Assert.NotEqual(Index(Number), Index("990101198006221021"));
        Assert.Equal(32, Index(Number).Length);
    }

    byte[] Index(string number) => Assert.Single(vault.Indexes(number));

    [Fact]
    public void The_same_value_in_two_columns_is_not_seen_to_be_the_same() => Assert.NotEqual(vault.Indexes("cadres.cadre.phone", "13900001111")[0], vault.Indexes("grassroots.member.phone", "13900001111")[0]);

    [Fact]
    public void Moved_to_another_column_it_does_not_open() =>
        Assert.Throws<InvalidDataException>(() => vault.Decrypt("cadres.cadre.phone", Person, vault.Encrypt("cadres.cadre.remark", Person, "13900001111")));

    [Fact]
    public void A_key_that_is_added_is_known_to_who_has_the_file_open_and_written_with_when_it_is_active()
    {
        var file = Path.Combine(Scratch.Folder("ring" + Guid.NewGuid().ToString("N")), "orgwork.key");
        var running = new IdentityVault(Keys.Open(file));
        var old = running.Encrypt(Person, Number);
        var oldIndex = Assert.Single(running.Indexes(Number));
        KeyFile.Change(file, keys => [keys[0] with { State = KeyState.DecryptOnly }, KeyFile.NewKey(keys, KeyState.Active)]);
        var other = new IdentityVault(Keys.Open(file));
        var fresh = other.Encrypt(Person, Number);

        // Who has not looked at the file for a second looks when it meets a key it does not know.
        Assert.Equal(Number, running.Decrypt(Person, fresh));
        Assert.Equal((1, 2, 2), (IdentityVault.KeyOf(old), IdentityVault.KeyOf(fresh), IdentityVault.KeyOf(running.Encrypt(Person, Number))));
        Assert.Equal(Number, other.Decrypt(Person, old));
        Assert.Equal(2, other.Indexes(Number).Length);
        Assert.Equal(oldIndex, other.Indexes(Number)[1]);
        KeyFile.Change(file, keys => [keys[0] with { State = KeyState.Destroyed, Secret = null }, keys[1]]);
        var last = new IdentityVault(Keys.Open(file));
        Assert.Contains("第 1 号密钥", Assert.Throws<InvalidDataException>(() => last.Decrypt(Person, old)).Message, StringComparison.Ordinal);
        Assert.Single(last.Indexes(Number));
        Assert.DoesNotContain("active", File.ReadAllLines(file)[1], StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void The_index_has_a_key_of_its_own()
    {
        var input = System.Text.Encoding.UTF8.GetBytes("org.person.identity|" + Number);
        Assert.Equal(HMACSHA256.HashData(Keys.Personal.Active.Index, input), Index(Number));
        Assert.NotEqual(Keys.Personal.Active.Cipher, Keys.Personal.Active.Index);
    }

    [Fact]
    public async Task Many_threads_may_use_one_vault() => await Parallel.ForAsync(0, 2_000, (i, _) =>
    {
        var person = Guid.NewGuid();
        Assert.Equal(Number, vault.Decrypt(person, vault.Encrypt(person, Number)));
        return ValueTask.CompletedTask;
    });
}
