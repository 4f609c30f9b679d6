//! SQLite's file interface over a [`Disk`](crate::Disk): the only unsafe code of this repository, each block with its reason.
//!
//! What every block relies on, from <https://www.sqlite.org/c3ref/vfs.html> and <https://www.sqlite.org/c3ref/io_methods.html>:
//!
//! - **File.** SQLite allocates `szOsFile` bytes, aligned for a pointer, before it calls `open`, and passes that same memory
//!   to every method of the file until `close` returned. `open` writes both fields of [`OpenFile`] there or, when it
//!   refuses, a null method table, after which SQLite calls no method of it. `close` is called once.
//! - **Threads.** SQLite never runs two methods of one file at the same time; a [`Handle`] is only read, and what it
//!   points at stands behind a mutex.
//! - **Arguments.** Paths are null or C strings that live for the call; buffers have the length that is passed beside
//!   them; results are written to valid, aligned places that nobody else touches during the call.
//! - **Panics** do not unwind into C: a panic in an `extern "C"` function ends the process.
#![allow(unsafe_code)]

use crate::disk::{Call, Device, Trouble, disk_of};
use crate::locks::{Holder, PENDING};
use rusqlite::ffi;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::sync::{
    Arc, OnceLock,
    atomic::{self, AtomicBool, Ordering},
};

pub(crate) const NAME: &CStr = c"powercut";

/// The longest path, its closing zero counted.
const PATH_MAX: usize = 256;

/// What SQLite holds of an open file. Its first field is SQLite's own, as the interface demands.
#[repr(C)]
struct OpenFile {
    base: ffi::sqlite3_file,
    handle: *mut Handle,
}

struct Handle {
    device: Arc<Device>,
    file: usize,
    holder: Holder,
    /// SQLite's files for Unix make a journal's name durable with the first sync after they opened it.
    syncs_directory: AtomicBool,
    forget: Option<String>,
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// Makes the file system known to SQLite, once. `Err` is SQLite's code.
pub(crate) fn register() -> Result<(), i32> {
    static REGISTERED: OnceLock<i32> = OnceLock::new();
    let code = *REGISTERED.get_or_init(|| {
        let vfs = ffi::sqlite3_vfs {
            iVersion: 2,
            szOsFile: size_of::<OpenFile>() as c_int,
            mxPathname: PATH_MAX as c_int,
            pNext: std::ptr::null_mut(),
            zName: NAME.as_ptr(),
            pAppData: std::ptr::null_mut(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_pathname),
            // Extensions are never loaded from here.
            xDlOpen: None,
            xDlError: None,
            xDlSym: None,
            xDlClose: None,
            xRandomness: Some(randomness),
            xSleep: Some(sleep),
            xCurrentTime: Some(current_time),
            xGetLastError: Some(get_last_error),
            xCurrentTimeInt64: Some(current_time_int64),
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        };
        // SAFETY: the structure is complete for version 2, is leaked and therefore lives and stays in its place as long
        // as the process, and its name is a static C string. SQLite alone changes it (`pNext`), behind its own mutex.
        unsafe { ffi::sqlite3_vfs_register(Box::into_raw(Box::new(vfs)), 0) }
    });
    if code == ffi::SQLITE_OK { Ok(()) } else { Err(code) }
}

/// SQLite's code for a call that is refused.
fn code(call: Call, trouble: Trouble) -> c_int {
    match (trouble, call) {
        (Trouble::Busy, _) => ffi::SQLITE_BUSY,
        (Trouble::Missing, Call::Delete) => ffi::SQLITE_IOERR_DELETE_NOENT,
        (Trouble::Full, Call::Write) => ffi::SQLITE_FULL,
        (Trouble::Full, Call::Map) => ffi::SQLITE_IOERR_SHMSIZE,
        (_, Call::Open | Call::Create) => ffi::SQLITE_CANTOPEN,
        (_, Call::Delete) => ffi::SQLITE_IOERR_DELETE,
        (_, Call::Look) => ffi::SQLITE_IOERR_ACCESS,
        (_, Call::Read) => ffi::SQLITE_IOERR_READ,
        (_, Call::Write) => ffi::SQLITE_IOERR_WRITE,
        (_, Call::Resize) => ffi::SQLITE_IOERR_TRUNCATE,
        (_, Call::Sync) => ffi::SQLITE_IOERR_FSYNC,
        (_, Call::Size) => ffi::SQLITE_IOERR_FSTAT,
        (_, Call::Map) => ffi::SQLITE_IOERR_SHMMAP,
        (_, Call::Lock) => ffi::SQLITE_IOERR_LOCK,
    }
}

fn outcome(call: Call, result: Result<(), Trouble>) -> c_int {
    result.map_or_else(|trouble| code(call, trouble), |()| ffi::SQLITE_OK)
}

/// # Safety
/// `file` comes from SQLite: see **File** above.
unsafe fn handle<'a>(file: *mut ffi::sqlite3_file) -> &'a Handle {
    // SAFETY: between a successful `open` and `close` the memory is an `OpenFile` whose `handle` came from
    // `Box::into_raw` and is freed by `close` only; nobody holds it mutably (**File**, **Threads**). The lifetime is used
    // within one method only.
    unsafe { &*(*file.cast::<OpenFile>()).handle }
}

/// # Safety
/// `path` comes from SQLite: see **Arguments** above.
unsafe fn text<'a>(path: *const c_char) -> Option<&'a str> {
    if path.is_null() {
        return None;
    }
    // SAFETY: not null, hence a C string that lives for the call (**Arguments**); callers keep it no longer.
    unsafe { CStr::from_ptr(path) }.to_str().ok()
}

/// # Safety
/// `place` comes from SQLite as a place for a result: see **Arguments** above.
unsafe fn put<T>(place: *mut T, value: T) {
    if !place.is_null() {
        // SAFETY: valid and aligned for `T`, touched by nobody else during the call (**Arguments**); `write` does not
        // read or drop what was there, which may be uninitialised.
        unsafe { place.write(value) };
    }
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    path: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: `file` is memory for an `OpenFile` (**File**); the pointer to the field is made without reading it.
    let (methods, place) = unsafe {
        let file = file.cast::<OpenFile>();
        (&raw mut (*file).base.pMethods, &raw mut (*file).handle)
    };
    // SAFETY: both fields lie in SQLite's memory for the file, which nobody else touches yet.
    unsafe {
        put(methods, std::ptr::null());
        put(place, std::ptr::null_mut());
    }
    // SAFETY: the path is SQLite's.
    let Some(path) = (unsafe { text(path) }) else { return ffi::SQLITE_CANTOPEN };
    let Some((device, path)) = disk_of(path) else { return ffi::SQLITE_CANTOPEN };
    let create = flags & ffi::SQLITE_OPEN_CREATE != 0;
    let (number, holder) = match device.open(path, create) {
        Ok(opened) => opened,
        Err(trouble) => return code(if create { Call::Create } else { Call::Open }, trouble),
    };
    let journals = ffi::SQLITE_OPEN_WAL | ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_SUPER_JOURNAL;
    let handle = Box::new(Handle {
        device,
        file: number,
        holder,
        syncs_directory: AtomicBool::new(create && flags & journals != 0),
        forget: (flags & ffi::SQLITE_OPEN_DELETEONCLOSE != 0).then(|| path.to_owned()),
    });
    // SAFETY: as above; `METHODS` is static. From here on SQLite calls the methods with this memory (**File**).
    unsafe {
        put(place, Box::into_raw(handle));
        put(methods, &METHODS);
        put(out_flags, flags);
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: the file was opened, its `handle` came from `Box::into_raw`, and SQLite closes it once and calls no method
    // afterwards (**File**), so the box has one owner again.
    let handle = unsafe { Box::from_raw((*file.cast::<OpenFile>()).handle) };
    handle.device.close(handle.file, handle.holder, handle.forget.as_deref());
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    buffer: *mut c_void,
    length: c_int,
    offset: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: an open file (**File**).
    let handle = unsafe { handle(file) };
    // SAFETY: SQLite's buffer has `length` bytes, valid for writing and nobody else's during the call (**Arguments**).
    // It may be uninitialised, so it is filled before a slice of it is made.
    let buffer = unsafe {
        buffer.cast::<u8>().write_bytes(0, length as usize);
        std::slice::from_raw_parts_mut(buffer.cast::<u8>(), length as usize)
    };
    match handle.device.read(handle.file, offset as usize, buffer) {
        Ok(there) if there == buffer.len() => ffi::SQLITE_OK,
        // The rest is zero, as SQLite asks for.
        Ok(_) => ffi::SQLITE_IOERR_SHORT_READ,
        Err(trouble) => code(Call::Read, trouble),
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    bytes: *const c_void,
    length: c_int,
    offset: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: an open file (**File**).
    let handle = unsafe { handle(file) };
    // SAFETY: SQLite's bytes, `length` of them, initialised and unchanged during the call (**Arguments**).
    let bytes = unsafe { std::slice::from_raw_parts(bytes.cast::<u8>(), length as usize) };
    outcome(Call::Write, handle.device.write(handle.file, offset as usize, bytes))
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: ffi::sqlite3_int64) -> c_int {
    // SAFETY: an open file (**File**).
    let handle = unsafe { handle(file) };
    outcome(Call::Resize, handle.device.resize(handle.file, size as usize))
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // SAFETY: an open file (**File**).
    let handle = unsafe { handle(file) };
    let synced = handle.device.sync(handle.file, handle.syncs_directory.load(Ordering::Relaxed));
    if synced.is_ok() {
        handle.syncs_directory.store(false, Ordering::Relaxed);
    }
    outcome(Call::Sync, synced)
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, size: *mut ffi::sqlite3_int64) -> c_int {
    // SAFETY: an open file (**File**).
    let handle = unsafe { handle(file) };
    let found = handle.device.size(handle.file);
    if let Ok(bytes) = found {
        // SAFETY: a place for the result (**Arguments**).
        unsafe { put(size, bytes as ffi::sqlite3_int64) };
    }
    outcome(Call::Size, found.map(drop))
}

unsafe extern "C" fn lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file (**File**).
    let handle = unsafe { handle(file) };
    debug_assert_ne!(level, PENDING);
    outcome(Call::Lock, handle.device.lock(handle.file, handle.holder, level))
}

unsafe extern "C" fn unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file (**File**).
    let handle = unsafe { handle(file) };
    handle.device.unlock(handle.file, handle.holder, level);
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved_lock(file: *mut ffi::sqlite3_file, reserved: *mut c_int) -> c_int {
    // SAFETY: an open file (**File**).
    let handle = unsafe { handle(file) };
    // SAFETY: a place for the result (**Arguments**).
    unsafe { put(reserved, c_int::from(handle.device.is_reserved(handle.file))) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_control(_: *mut ffi::sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

/// As SQLite's files for Unix say.
unsafe extern "C" fn sector_size(_: *mut ffi::sqlite3_file) -> c_int {
    4096
}

/// As SQLite's files for Unix say: a torn write leaves the bytes beside it alone.
unsafe extern "C" fn device_characteristics(_: *mut ffi::sqlite3_file) -> c_int {
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    region: c_int,
    bytes: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    // SAFETY: an open file (**File**).
    let handle = unsafe { handle(file) };
    let mapped = handle.device.map(handle.file, handle.holder, region as usize, bytes as usize, extend != 0);
    if let Ok(address) = mapped {
        // SAFETY: a place for the result (**Arguments**). The region behind the address has `bytes` bytes, is made of
        // atomics and so may be changed through a shared pointer, is never touched by Rust code after it was made, and
        // keeps its address until its last user unmaps or closes, after which SQLite uses it no more. The device that
        // owns it lives at least as long as this handle.
        unsafe { put(out, address.cast_mut().cast::<c_void>()) };
    }
    outcome(Call::Map, mapped.map(drop))
}

unsafe extern "C" fn shm_lock(
    file: *mut ffi::sqlite3_file,
    offset: c_int,
    count: c_int,
    flags: c_int,
) -> c_int {
    // SAFETY: an open file (**File**).
    let handle = unsafe { handle(file) };
    let slots = offset as usize..(offset + count) as usize;
    if flags & ffi::SQLITE_SHM_UNLOCK != 0 {
        handle.device.unlock_slots(handle.file, handle.holder, slots);
        return ffi::SQLITE_OK;
    }
    let alone = flags & ffi::SQLITE_SHM_EXCLUSIVE != 0;
    outcome(Call::Lock, handle.device.lock_slots(handle.file, handle.holder, slots, alone))
}

unsafe extern "C" fn shm_barrier(_: *mut ffi::sqlite3_file) {
    atomic::fence(atomic::Ordering::SeqCst);
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    // SAFETY: an open file (**File**).
    let handle = unsafe { handle(file) };
    handle.device.unmap(handle.file, handle.holder);
    ffi::SQLITE_OK
}

unsafe extern "C" fn delete(_: *mut ffi::sqlite3_vfs, path: *const c_char, durable: c_int) -> c_int {
    // SAFETY: the path is SQLite's.
    let Some(path) = (unsafe { text(path) }) else { return ffi::SQLITE_IOERR_DELETE };
    let Some((device, path)) = disk_of(path) else { return ffi::SQLITE_IOERR_DELETE };
    outcome(Call::Delete, device.delete(path, durable != 0))
}

unsafe extern "C" fn access(
    _: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    _: c_int,
    answer: *mut c_int,
) -> c_int {
    // SAFETY: the path is SQLite's.
    let Some(path) = (unsafe { text(path) }) else { return ffi::SQLITE_IOERR_ACCESS };
    let Some((device, path)) = disk_of(path) else { return ffi::SQLITE_IOERR_ACCESS };
    let found = device.has(path);
    // SAFETY: a place for the result (**Arguments**).
    unsafe { put(answer, c_int::from(found.unwrap_or(false))) };
    outcome(Call::Look, found.map(drop))
}

/// Every path is whole already: `/DISK/file`.
unsafe extern "C" fn full_pathname(
    _: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    room: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: the path is SQLite's.
    let Some(path) = (unsafe { text(path) }) else { return ffi::SQLITE_CANTOPEN };
    if path.len() + 1 > room as usize {
        return ffi::SQLITE_CANTOPEN;
    }
    // SAFETY: `out` has `room` bytes that nobody else touches (**Arguments**), the path and its zero fit as was just
    // asked, and SQLite never passes overlapping memory.
    unsafe {
        out.cast::<u8>().copy_from_nonoverlapping(path.as_ptr(), path.len());
        out.add(path.len()).write(0);
    }
    ffi::SQLITE_OK
}

/// SQLite asks its default file system for the seed of its randomness, not this one.
unsafe extern "C" fn randomness(_: *mut ffi::sqlite3_vfs, _: c_int, _: *mut c_char) -> c_int {
    0
}

/// Time passes without anybody waiting: whoever waits for a lock here would wait for himself.
unsafe extern "C" fn sleep(_: *mut ffi::sqlite3_vfs, microseconds: c_int) -> c_int {
    microseconds
}

/// Noon of 1 January 2000, always: nothing of ours asks SQLite for the time.
const NOON: ffi::sqlite3_int64 = 211_813_488_000_000;

unsafe extern "C" fn current_time(_: *mut ffi::sqlite3_vfs, days: *mut f64) -> c_int {
    // SAFETY: a place for the result (**Arguments**).
    unsafe { put(days, NOON as f64 / 86_400_000.0) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn current_time_int64(_: *mut ffi::sqlite3_vfs, now: *mut ffi::sqlite3_int64) -> c_int {
    // SAFETY: a place for the result (**Arguments**).
    unsafe { put(now, NOON) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn get_last_error(_: *mut ffi::sqlite3_vfs, _: c_int, _: *mut c_char) -> c_int {
    0
}
