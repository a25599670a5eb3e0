// What the Filter Manager hears of transactions.
#ifndef PERSTREAM_FLT_TRANSACTION_H
#define PERSTREAM_FLT_TRANSACTION_H

// The Filter Manager wants to know how the transaction ends: a minifilter has set a context on it or has enlisted.
void flt_transaction_watch(void *transaction);

#endif
